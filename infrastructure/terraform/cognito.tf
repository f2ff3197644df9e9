resource "aws_cognito_user_pool" "this" {
  name                = var.name
  user_pool_tier      = var.user_pool_tier
  deletion_protection = var.deletion_protection ? "ACTIVE" : "INACTIVE"
  tags                = var.tags

  username_attributes = ["email"]

  username_configuration {
    case_sensitive = false
  }

  auto_verified_attributes = ["email"]

  # Gatehouse verifies with a code that the person types, so no link.
  verification_message_template {
    default_email_option = "CONFIRM_WITH_CODE"
  }

  # A new address counts only once it is verified: a mistyped one locks nobody out. The output environment says so to
  # Gatehouse, which otherwise lets nobody change the address.
  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  # People register themselves, through POST /auth/register.
  admin_create_user_config {
    allow_admin_create_user_only = false
  }

  account_recovery_setting {
    dynamic "recovery_mechanism" {
      for_each = var.account_recovery

      content {
        name     = recovery_mechanism.value
        priority = recovery_mechanism.value == "verified_phone_number" && length(var.account_recovery) > 1 ? 2 : 1
      }
    }
  }

  # LITE has passwords only, and does not know this.
  dynamic "sign_in_policy" {
    for_each = var.user_pool_tier == "LITE" ? [] : [true]

    content {
      allowed_first_auth_factors = var.first_factors
    }
  }

  dynamic "web_authn_configuration" {
    for_each = var.passkeys == null ? [] : [var.passkeys]

    content {
      relying_party_id  = web_authn_configuration.value.relying_party_id
      user_verification = web_authn_configuration.value.user_verification
    }
  }

  password_policy {
    minimum_length                   = var.password_policy.minimum_length
    require_lowercase                = var.password_policy.require_lowercase
    require_uppercase                = var.password_policy.require_uppercase
    require_numbers                  = var.password_policy.require_numbers
    require_symbols                  = var.password_policy.require_symbols
    password_history_size            = var.password_policy.password_history_size
    temporary_password_validity_days = var.password_policy.temporary_password_validity_days
  }

  mfa_configuration = var.mfa_configuration

  # Cognito refuses to set up a factor and turn MFA off in one request.
  dynamic "software_token_mfa_configuration" {
    for_each = var.mfa_configuration == "OFF" ? [] : [true]

    content {
      enabled = true
    }
  }

  dynamic "email_mfa_configuration" {
    for_each = var.email_mfa == null ? [] : [var.email_mfa]

    content {
      subject = email_mfa_configuration.value.subject
      message = email_mfa_configuration.value.message
    }
  }

  dynamic "sms_configuration" {
    for_each = var.sms == null ? [] : [var.sms]

    content {
      sns_caller_arn = sms_configuration.value.sns_caller_arn
      external_id    = sms_configuration.value.external_id
      sns_region     = sms_configuration.value.sns_region
    }
  }

  # Stated also when it is OFF, so that a pool where it was on is turned off.
  user_pool_add_ons {
    advanced_security_mode = var.advanced_security_mode
  }

  email_configuration {
    email_sending_account  = var.ses == null ? "COGNITO_DEFAULT" : "DEVELOPER"
    source_arn             = try(var.ses.identity_arn, null)
    from_email_address     = try(var.ses.from, null)
    reply_to_email_address = try(var.ses.reply_to, null)
    configuration_set      = try(var.ses.configuration_set, null)
  }

  dynamic "schema" {
    for_each = var.custom_attributes

    content {
      name                = schema.key
      attribute_data_type = schema.value.attribute_data_type
      mutable             = schema.value.mutable
    }
  }

  lifecycle {
    # The pool is the only record of the accounts. deletion_protection alone would refuse too late, in the middle of an
    # apply that has deleted the app client already; this refuses the plan.
    prevent_destroy = true

    # Cognito can add attributes, never change or remove one. The README says how to add.
    ignore_changes = [schema]
  }
}

resource "aws_cognito_user_group" "this" {
  for_each = var.groups

  user_pool_id = aws_cognito_user_pool.this.id
  name         = each.key
  precedence   = each.value.precedence
  description  = each.value.description
}

resource "aws_cognito_resource_server" "this" {
  for_each = var.resource_servers

  user_pool_id = aws_cognito_user_pool.this.id
  identifier   = each.key

  # A URL is an identifier, and no name.
  name = coalesce(each.value.name, replace(each.key, "/[^\\w+=,.@-]/", "-"))

  dynamic "scope" {
    for_each = each.value.scopes

    content {
      scope_name        = scope.key
      scope_description = scope.value
    }
  }
}

resource "aws_cognito_user_pool_domain" "this" {
  count = var.domain == null ? 0 : 1

  user_pool_id          = aws_cognito_user_pool.this.id
  domain                = var.domain.name
  certificate_arn       = var.domain.certificate_arn
  managed_login_version = var.domain.managed_login_version
}
