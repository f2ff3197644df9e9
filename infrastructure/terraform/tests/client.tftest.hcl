# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "a_public_client_has_no_secret" {
  command = plan

  variables {
    public_client = true
  }

  assert {
    condition     = !aws_cognito_user_pool_client.this.generate_secret
    error_message = "The public client has a secret."
  }

  assert {
    condition     = length(nonsensitive(output.secret_environment)) == 0
    error_message = "The secret environment is not empty."
  }
}

run "without_rotation_the_refresh_flow_is_allowed" {
  command = plan

  variables {
    refresh_token_rotation = { enabled = false }
  }

  assert {
    condition = (
      aws_cognito_user_pool_client.this.refresh_token_rotation[0].feature == "DISABLED" &&
      aws_cognito_user_pool_client.this.refresh_token_rotation[0].retry_grace_period_seconds == 0
    )
    error_message = "Refresh tokens rotate, or have a grace period all the same."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.explicit_auth_flows == toset(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"])
    error_message = "The flows are not those of a client without rotation."
  }
}

run "sign_in_without_a_password_has_its_flow" {
  command = plan

  variables {
    first_factors = ["PASSWORD", "EMAIL_OTP"]
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.explicit_auth_flows == toset(["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"])
    error_message = "The app client lacks the flow."
  }
}

run "the_grace_period_can_be_none" {
  command = plan

  variables {
    refresh_token_rotation = { retry_grace_period_seconds = 0 }
  }

  assert {
    condition = (
      aws_cognito_user_pool_client.this.refresh_token_rotation[0].feature == "ENABLED" &&
      aws_cognito_user_pool_client.this.refresh_token_rotation[0].retry_grace_period_seconds == 0
    )
    error_message = "The grace period is not 0 with rotation on."
  }
}

run "lifetimes_can_be_the_shortest" {
  command = plan

  variables {
    access_token_validity_minutes = 5
    id_token_validity_minutes     = 5
    refresh_token_validity_hours  = 1
    auth_session_validity_minutes = 3
  }

  assert {
    condition = [
      aws_cognito_user_pool_client.this.access_token_validity,
      aws_cognito_user_pool_client.this.id_token_validity,
      aws_cognito_user_pool_client.this.refresh_token_validity,
      aws_cognito_user_pool_client.this.auth_session_validity,
    ] == [5, 5, 1, 3]
    error_message = "The lifetimes are not the shortest."
  }
}

run "lifetimes_can_be_the_longest" {
  command = plan

  variables {
    access_token_validity_minutes = 1440
    id_token_validity_minutes     = 1440
    refresh_token_validity_hours  = 87600
    auth_session_validity_minutes = 15
  }

  assert {
    condition = [
      aws_cognito_user_pool_client.this.access_token_validity,
      aws_cognito_user_pool_client.this.id_token_validity,
      aws_cognito_user_pool_client.this.refresh_token_validity,
      aws_cognito_user_pool_client.this.auth_session_validity,
    ] == [1440, 1440, 87600, 15]
    error_message = "The lifetimes are not the longest."
  }
}

run "attributes_can_be_added_to_the_clients" {
  command = plan

  variables {
    custom_attributes = { tenant = { attribute_data_type = "String" } }
    read_attributes   = ["email", "email_verified", "custom:tenant"]
    write_attributes  = ["email", "nickname"]
  }

  assert {
    condition = (
      aws_cognito_user_pool_client.this.read_attributes == toset(["email", "email_verified", "custom:tenant"]) &&
      aws_cognito_user_pool_client.this.write_attributes == toset(["email", "nickname"])
    )
    error_message = "The attributes are not the ones asked for."
  }
}

run "oauth_is_the_code_flow_with_known_scopes" {
  command = plan

  variables {
    resource_servers = { orders = { scopes = { place = "Place orders." } } }
    domain           = { name = "example" }
    oauth = {
      callback_urls = ["https://example.com/callback", "http://localhost:3000/callback", "myapp://callback"]
      logout_urls   = ["https://example.com/"]
      scopes        = ["openid", "orders/place"]
    }
  }

  assert {
    condition = (
      aws_cognito_user_pool_client.this.allowed_oauth_flows_user_pool_client &&
      aws_cognito_user_pool_client.this.allowed_oauth_flows == toset(["code"]) &&
      aws_cognito_user_pool_client.this.supported_identity_providers == toset(["COGNITO"])
    )
    error_message = "The client does not allow the code flow alone."
  }

  assert {
    condition = (
      aws_cognito_user_pool_client.this.callback_urls == toset(["https://example.com/callback", "http://localhost:3000/callback", "myapp://callback"]) &&
      aws_cognito_user_pool_client.this.logout_urls == toset(["https://example.com/"]) &&
      aws_cognito_user_pool_client.this.allowed_oauth_scopes == toset(["openid", "orders/place"])
    )
    error_message = "The URLs or scopes are not the ones asked for."
  }
}

run "oauth_asks_for_what_gatehouse_needs_by_default" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = ["https://example.com/callback"] }
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.allowed_oauth_scopes == toset(["aws.cognito.signin.user.admin", "email", "openid"]) && length(aws_cognito_user_pool_client.this.logout_urls) == 0
    error_message = "The defaults are not the three scopes without logout URLs."
  }
}
