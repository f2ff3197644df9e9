resource "aws_cognito_user_pool_client" "this" {
  user_pool_id    = aws_cognito_user_pool.this.id
  name            = var.name
  generate_secret = !var.public_client

  # The flows that Gatehouse signs in with, the second one without a password. It refreshes with GetTokensFromRefreshToken, which is no flow; but
  # Cognito insists on REFRESH_TOKEN_AUTH while rotation is off, and refuses it while rotation is on.
  explicit_auth_flows = concat(
    ["ALLOW_USER_PASSWORD_AUTH"],
    length(var.first_factors) > 1 ? ["ALLOW_USER_AUTH"] : [],
    var.refresh_token_rotation.enabled ? [] : ["ALLOW_REFRESH_TOKEN_AUTH"],
  )

  # Both arguments always: Cognito answers with both, and the provider takes one left out for a change of its own.
  refresh_token_rotation {
    feature                    = var.refresh_token_rotation.enabled ? "ENABLED" : "DISABLED"
    retry_grace_period_seconds = var.refresh_token_rotation.enabled ? var.refresh_token_rotation.retry_grace_period_seconds : 0
  }

  enable_token_revocation       = true
  prevent_user_existence_errors = "ENABLED"

  # Threat protection would otherwise judge the addresses of Gatehouse itself.
  enable_propagate_additional_user_context_data = local.send_client_address

  # Without these lists the client could read and write every attribute, custom ones too, and so could each user
  # write their own.
  read_attributes  = var.read_attributes
  write_attributes = var.write_attributes

  access_token_validity  = var.access_token_validity_minutes
  id_token_validity      = var.id_token_validity_minutes
  refresh_token_validity = var.refresh_token_validity_hours
  auth_session_validity  = var.auth_session_validity_minutes

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "hours"
  }

  allowed_oauth_flows_user_pool_client = var.oauth != null
  allowed_oauth_flows                  = var.oauth == null ? [] : ["code"]
  allowed_oauth_scopes                 = var.oauth == null ? [] : var.oauth.scopes
  callback_urls                        = var.oauth == null ? [] : var.oauth.callback_urls
  logout_urls                          = var.oauth == null ? [] : var.oauth.logout_urls

  # By the resources, because a provider must exist before a client may use it.
  supported_identity_providers = concat(["COGNITO"], [for provider in aws_cognito_identity_provider.this : provider.provider_name])

  # Scopes must exist before a client may ask for them.
  depends_on = [aws_cognito_resource_server.this]
}

resource "aws_cognito_identity_provider" "this" {
  for_each = var.identity_providers

  user_pool_id  = aws_cognito_user_pool.this.id
  provider_name = each.key
  provider_type = each.value.type

  provider_details = merge(
    {
      client_id        = each.value.client_id
      client_secret    = var.identity_provider_secrets[each.key]
      authorize_scopes = join(" ", each.value.scopes)
      oidc_issuer      = coalesce(each.value.issuer, "https://accounts.google.com")
    },
    each.value.type == "OIDC" ? { attributes_request_method = "GET" } : {},
  )

  # The subject of the provider is part of the user name; Cognito refuses another.
  attribute_mapping = merge(each.value.attribute_mapping, { username = "sub" })

  lifecycle {
    # Cognito finds these out by itself and answers with them, which the provider takes for changes.
    ignore_changes = [
      provider_details["attributes_url"],
      provider_details["attributes_url_add_attributes"],
      provider_details["authorize_url"],
      provider_details["jwks_uri"],
      provider_details["token_request_method"],
      provider_details["token_url"],
    ]
  }
}
