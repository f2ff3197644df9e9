# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "the_name_and_tags_are_on_everything" {
  command = plan

  variables {
    name                = "sign-in"
    tags                = { team = "identity" }
    client_secret_store = {}
    irsa = {
      oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE"
      namespace         = "auth"
      service_account   = "gatehouse"
    }
  }

  assert {
    condition = [
      aws_cognito_user_pool.this.name,
      aws_cognito_user_pool_client.this.name,
      aws_iam_policy.admin.name,
      aws_iam_role.service[0].name,
      aws_secretsmanager_secret.client[0].name,
    ] == ["sign-in", "sign-in", "sign-in-admin", "sign-in", "sign-in/cognito-client-secret"]
    error_message = "Something has another name."
  }

  assert {
    condition = alltrue([
      for tags in [
        aws_cognito_user_pool.this.tags,
        aws_iam_policy.admin.tags,
        aws_iam_role.service[0].tags,
        aws_secretsmanager_secret.client[0].tags,
      ] : tags == tomap({ team = "identity" })
    ])
    error_message = "Something has other tags."
  }
}

run "deletion_protection_can_be_lifted" {
  command = plan

  variables {
    deletion_protection = false
  }

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "INACTIVE"
    error_message = "Deletion protection is still on."
  }
}

run "threat_protection_comes_with_plus" {
  command = plan

  variables {
    user_pool_tier         = "PLUS"
    advanced_security_mode = "ENFORCED"
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_pool_tier == "PLUS" && aws_cognito_user_pool.this.user_pool_add_ons[0].advanced_security_mode == "ENFORCED"
    error_message = "Threat protection is not on."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.enable_propagate_additional_user_context_data
    error_message = "Threat protection does not take the client's address."
  }
}

run "a_public_client_cannot_say_the_address" {
  command = plan

  variables {
    user_pool_tier         = "PLUS"
    advanced_security_mode = "ENFORCED"
    public_client          = true
  }

  assert {
    condition = (
      !aws_cognito_user_pool_client.this.enable_propagate_additional_user_context_data &&
      output.environment.GATEHOUSE_COGNITO_SEND_CLIENT_ADDRESS == "false"
    )
    error_message = "An app client without a secret says the address."
  }
}

run "mfa_can_be_required" {
  command = plan

  variables {
    mfa_configuration = "ON"
  }

  assert {
    condition     = aws_cognito_user_pool.this.mfa_configuration == "ON" && aws_cognito_user_pool.this.software_token_mfa_configuration[0].enabled
    error_message = "A second factor is not required of everyone."
  }
}

run "mfa_off_sets_up_no_factor" {
  command = plan

  variables {
    mfa_configuration = "OFF"
  }

  assert {
    condition     = aws_cognito_user_pool.this.mfa_configuration == "OFF" && length(aws_cognito_user_pool.this.software_token_mfa_configuration) == 0
    error_message = "A factor is set up though MFA is off."
  }
}

run "the_password_policy_can_be_stricter" {
  command = plan

  variables {
    password_policy = {
      minimum_length                   = 15
      require_lowercase                = true
      require_uppercase                = true
      require_numbers                  = true
      require_symbols                  = true
      password_history_size            = 24
      temporary_password_validity_days = 1
    }
  }

  assert {
    condition = (
      aws_cognito_user_pool.this.password_policy[0].minimum_length == 15 &&
      aws_cognito_user_pool.this.password_policy[0].require_lowercase &&
      aws_cognito_user_pool.this.password_policy[0].require_uppercase &&
      aws_cognito_user_pool.this.password_policy[0].require_numbers &&
      aws_cognito_user_pool.this.password_policy[0].require_symbols &&
      aws_cognito_user_pool.this.password_policy[0].password_history_size == 24 &&
      aws_cognito_user_pool.this.password_policy[0].temporary_password_validity_days == 1
    )
    error_message = "The policy is not the one asked for."
  }
}

run "ses_sends_the_mail" {
  command = plan

  variables {
    ses = {
      identity_arn      = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
      from              = "Example <no-reply@example.com>"
      reply_to          = "help@example.com"
      configuration_set = "sign-in"
    }
  }

  assert {
    condition = (
      aws_cognito_user_pool.this.email_configuration[0].email_sending_account == "DEVELOPER" &&
      aws_cognito_user_pool.this.email_configuration[0].source_arn == "arn:aws:ses:eu-west-1:123456789012:identity/example.com" &&
      aws_cognito_user_pool.this.email_configuration[0].from_email_address == "Example <no-reply@example.com>" &&
      aws_cognito_user_pool.this.email_configuration[0].reply_to_email_address == "help@example.com" &&
      aws_cognito_user_pool.this.email_configuration[0].configuration_set == "sign-in"
    )
    error_message = "Mail is not sent through the SES identity as asked."
  }
}

run "groups_have_precedence" {
  command = plan

  variables {
    groups = {
      admin   = { precedence = 0 }
      support = { precedence = 10, description = "Answers the phone." }
    }
  }

  assert {
    condition     = { for name, group in aws_cognito_user_group.this : name => group.precedence } == { admin = 0, support = 10 }
    error_message = "The groups are not the ones asked for."
  }

  assert {
    condition     = aws_cognito_user_group.this["support"].description == "Answers the phone."
    error_message = "The description is not the group's."
  }
}

run "a_new_pool_begins_with_custom_attributes" {
  command = plan

  variables {
    custom_attributes = {
      tenant = { attribute_data_type = "String", mutable = false }
      plan   = { attribute_data_type = "String" }
    }
  }

  assert {
    condition     = { for a in aws_cognito_user_pool.this.schema : a.name => a.mutable } == { tenant = false, plan = true }
    error_message = "The attributes are not the ones asked for."
  }
}

run "resource_servers_have_scopes" {
  command = plan

  variables {
    resource_servers = {
      "https://api.example.com" = { scopes = { read = "Read everything." } }
      orders                    = { name = "Orders", scopes = { place = "Place orders." } }
    }
  }

  assert {
    condition     = { for identifier, server in aws_cognito_resource_server.this : identifier => server.name } == { "https://api.example.com" = "https---api.example.com", orders = "Orders" }
    error_message = "The resource servers are not the ones asked for."
  }

  assert {
    condition     = { for s in aws_cognito_resource_server.this["orders"].scope : s.scope_name => s.scope_description } == { place = "Place orders." }
    error_message = "The scopes are not the ones asked for."
  }
}

run "a_prefix_domain_is_below_amazoncognito" {
  command = plan

  variables {
    domain = { name = "example-sign-in" }
  }

  assert {
    condition     = aws_cognito_user_pool_domain.this[0].domain == "example-sign-in" && aws_cognito_user_pool_domain.this[0].managed_login_version == 1
    error_message = "The domain is not the prefix with the classic pages."
  }

  assert {
    condition     = output.domain_url == "https://example-sign-in.auth.eu-west-1.amazoncognito.com"
    error_message = "The address is not the prefix's."
  }
}

run "a_domain_of_ones_own_has_a_certificate_and_a_target" {
  command = plan

  variables {
    domain = {
      name                  = "auth.example.com"
      certificate_arn       = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
      managed_login_version = 2
    }
  }

  assert {
    condition = (
      aws_cognito_user_pool_domain.this[0].domain == "auth.example.com" &&
      aws_cognito_user_pool_domain.this[0].certificate_arn == "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" &&
      aws_cognito_user_pool_domain.this[0].managed_login_version == 2
    )
    error_message = "The domain is not the one asked for."
  }

  assert {
    condition     = output.domain_url == "https://auth.example.com" && output.domain_target == "d111111abcdef8.cloudfront.net"
    error_message = "The address or the target of the DNS record is another."
  }
}
