# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  domain = { name = "example" }
  oauth  = { callback_urls = ["https://auth.example.com/auth/oauth/callback"] }
}

run "a_provider_without_oauth_is_refused" {
  command = plan

  variables {
    oauth                     = null
    identity_providers        = { Google = { type = "Google", client_id = "1" } }
    identity_provider_secrets = { Google = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "an_unknown_type_is_refused" {
  command = plan

  variables {
    identity_providers        = { Workforce = { type = "SAML", client_id = "1" } }
    identity_provider_secrets = { Workforce = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "google_under_another_name_is_refused" {
  command = plan

  variables {
    identity_providers        = { Workforce = { type = "Google", client_id = "1" } }
    identity_provider_secrets = { Workforce = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "another_provider_under_the_name_google_is_refused" {
  command = plan

  variables {
    identity_providers        = { Google = { issuer = "https://login.example.com", client_id = "1" } }
    identity_provider_secrets = { Google = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "the_name_of_the_pool_itself_is_refused" {
  command = plan

  variables {
    identity_providers        = { COGNITO = { issuer = "https://login.example.com", client_id = "1" } }
    identity_provider_secrets = { COGNITO = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "a_short_name_is_refused" {
  command = plan

  variables {
    identity_providers        = { me = { issuer = "https://login.example.com", client_id = "1" } }
    identity_provider_secrets = { me = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "an_oidc_provider_without_an_issuer_is_refused" {
  command = plan

  variables {
    identity_providers        = { Workforce = { client_id = "1" } }
    identity_provider_secrets = { Workforce = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "an_issuer_by_plain_http_is_refused" {
  command = plan

  variables {
    identity_providers        = { Workforce = { issuer = "http://login.example.com", client_id = "1" } }
    identity_provider_secrets = { Workforce = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "an_issuer_of_google_is_refused" {
  command = plan

  variables {
    identity_providers        = { Google = { type = "Google", issuer = "https://accounts.google.com", client_id = "1" } }
    identity_provider_secrets = { Google = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "scopes_without_openid_are_refused" {
  command = plan

  variables {
    identity_providers        = { Google = { type = "Google", client_id = "1", scopes = ["email"] } }
    identity_provider_secrets = { Google = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "a_mapping_without_the_email_is_refused" {
  command = plan

  variables {
    identity_providers        = { Google = { type = "Google", client_id = "1", attribute_mapping = { name = "name" } } }
    identity_provider_secrets = { Google = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "a_mapped_attribute_that_the_client_may_not_write_is_refused" {
  command = plan

  variables {
    identity_providers        = { Google = { type = "Google", client_id = "1", attribute_mapping = { email = "email", nickname = "name" } } }
    identity_provider_secrets = { Google = "not-a-secret" }
  }

  expect_failures = [var.identity_providers]
}

run "a_provider_without_a_secret_is_refused" {
  command = plan

  variables {
    identity_providers = { Google = { type = "Google", client_id = "1" } }
  }

  expect_failures = [var.identity_provider_secrets]
}

run "a_secret_without_a_provider_is_refused" {
  command = plan

  variables {
    identity_provider_secrets = { Google = "not-a-secret" }
  }

  expect_failures = [var.identity_provider_secrets]
}
