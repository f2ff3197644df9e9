# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  domain = { name = "example" }
  oauth  = { callback_urls = ["https://auth.example.com/auth/oauth/callback"] }
}

run "there_is_no_other_provider_by_default" {
  command = plan

  assert {
    condition = (
      length(aws_cognito_identity_provider.this) == 0 &&
      aws_cognito_user_pool_client.this.supported_identity_providers == toset(["COGNITO"]) &&
      !contains(keys(output.environment), "GATEHOUSE_OAUTH_PROVIDERS")
    )
    error_message = "There is another identity provider."
  }
}

run "oauth_names_the_domain_and_the_scopes_to_gatehouse" {
  command = plan

  assert {
    condition = (
      output.environment["COGNITO_DOMAIN"] == "https://example.auth.eu-west-1.amazoncognito.com" &&
      output.environment["GATEHOUSE_OAUTH_SCOPES"] == "aws.cognito.signin.user.admin,email,openid"
    )
    error_message = "The environment lacks the domain or the scopes."
  }
}

run "google_signs_people_in" {
  command = plan

  variables {
    identity_providers        = { Google = { type = "Google", client_id = "1234.apps.googleusercontent.com" } }
    identity_provider_secrets = { Google = "not-a-secret" }
  }

  assert {
    condition = (
      aws_cognito_identity_provider.this["Google"].provider_type == "Google" &&
      nonsensitive(aws_cognito_identity_provider.this["Google"].provider_details) == tomap({
        client_id        = "1234.apps.googleusercontent.com"
        client_secret    = "not-a-secret"
        authorize_scopes = "email openid profile"
        oidc_issuer      = "https://accounts.google.com"
      })
    )
    error_message = "The provider is not Google with the id, the secret and the scopes."
  }

  assert {
    condition = aws_cognito_identity_provider.this["Google"].attribute_mapping == tomap({
      email          = "email"
      email_verified = "email_verified"
      name           = "name"
      username       = "sub"
    })
    error_message = "The attributes are not mapped."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.supported_identity_providers == toset(["COGNITO", "Google"])
    error_message = "The app client does not allow the provider."
  }

  assert {
    condition     = output.environment["GATEHOUSE_OAUTH_PROVIDERS"] == "Google"
    error_message = "Gatehouse does not learn of the provider."
  }
}

run "an_oidc_provider_has_its_issuer_and_mapping" {
  command = plan

  variables {
    identity_providers = {
      Workforce = {
        issuer            = "https://login.example.com/realms/a"
        client_id         = "gatehouse"
        scopes            = ["openid", "email"]
        attribute_mapping = { email = "mail" }
      }
    }
    identity_provider_secrets = { Workforce = "not-a-secret" }
  }

  assert {
    condition = (
      aws_cognito_identity_provider.this["Workforce"].provider_type == "OIDC" &&
      nonsensitive(aws_cognito_identity_provider.this["Workforce"].provider_details["oidc_issuer"]) == "https://login.example.com/realms/a" &&
      nonsensitive(aws_cognito_identity_provider.this["Workforce"].provider_details["attributes_request_method"]) == "GET" &&
      aws_cognito_identity_provider.this["Workforce"].attribute_mapping == tomap({ email = "mail", username = "sub" })
    )
    error_message = "The provider has another issuer or mapping."
  }
}
