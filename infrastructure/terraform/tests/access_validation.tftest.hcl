# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "an_oidc_provider_that_is_no_arn_is_refused" {
  command = plan

  variables {
    irsa = { oidc_provider_arn = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE", namespace = "auth", service_account = "gatehouse" }
  }

  expect_failures = [var.irsa]
}

run "a_namespace_that_is_a_pattern_is_refused" {
  command = plan

  variables {
    irsa = { oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE", namespace = "*", service_account = "gatehouse" }
  }

  expect_failures = [var.irsa]
}

run "a_service_account_that_is_a_pattern_is_refused" {
  command = plan

  variables {
    irsa = { oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE", namespace = "auth", service_account = "gate*" }
  }

  expect_failures = [var.irsa]
}

run "a_stored_secret_of_a_public_client_is_refused" {
  command = plan

  variables {
    public_client       = true
    client_secret_store = {}
  }

  expect_failures = [var.client_secret_store]
}

run "a_secret_name_with_a_space_is_refused" {
  command = plan

  variables {
    client_secret_store = { name = "client secret" }
  }

  expect_failures = [var.client_secret_store]
}

run "a_key_that_is_no_arn_is_refused" {
  command = plan

  variables {
    client_secret_store = { kms_key_arn = "alias/secrets" }
  }

  expect_failures = [var.client_secret_store]
}

run "a_recovery_window_of_6_days_is_refused" {
  command = plan

  variables {
    client_secret_store = { recovery_window_in_days = 6 }
  }

  expect_failures = [var.client_secret_store]
}

run "a_recovery_window_of_31_days_is_refused" {
  command = plan

  variables {
    client_secret_store = { recovery_window_in_days = 31 }
  }

  expect_failures = [var.client_secret_store]
}
