# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "a_name_with_a_space_is_refused" {
  command = plan

  variables {
    name = "my pool"
  }

  expect_failures = [var.name]
}

run "a_name_that_begins_with_a_digit_is_refused" {
  command = plan

  variables {
    name = "1pool"
  }

  expect_failures = [var.name]
}

run "a_name_of_49_characters_is_refused" {
  command = plan

  variables {
    name = "a23456789012345678901234567890123456789012345678x"
  }

  expect_failures = [var.name]
}

run "an_unknown_feature_plan_is_refused" {
  command = plan

  variables {
    user_pool_tier = "PREMIUM"
  }

  expect_failures = [var.user_pool_tier]
}

run "an_unknown_security_mode_is_refused" {
  command = plan

  variables {
    user_pool_tier         = "PLUS"
    advanced_security_mode = "ON"
  }

  expect_failures = [var.advanced_security_mode]
}

run "threat_protection_without_plus_is_refused" {
  command = plan

  variables {
    advanced_security_mode = "AUDIT"
  }

  expect_failures = [var.advanced_security_mode]
}

run "an_unknown_mfa_configuration_is_refused" {
  command = plan

  variables {
    mfa_configuration = "REQUIRED"
  }

  expect_failures = [var.mfa_configuration]
}

run "a_password_of_7_characters_is_refused" {
  command = plan

  variables {
    password_policy = { minimum_length = 7 }
  }

  expect_failures = [var.password_policy]
}

run "a_least_length_of_100_is_refused" {
  command = plan

  variables {
    password_policy = { minimum_length = 100 }
  }

  expect_failures = [var.password_policy]
}

run "a_least_length_with_a_fraction_is_refused" {
  command = plan

  variables {
    password_policy = { minimum_length = 12.5 }
  }

  expect_failures = [var.password_policy]
}

run "a_negative_history_is_refused" {
  command = plan

  variables {
    password_policy = { password_history_size = -1 }
  }

  expect_failures = [var.password_policy]
}

run "a_history_of_25_is_refused" {
  command = plan

  variables {
    password_policy = { password_history_size = 25 }
  }

  expect_failures = [var.password_policy]
}

run "a_history_with_a_fraction_is_refused" {
  command = plan

  variables {
    password_policy = { password_history_size = 1.5 }
  }

  expect_failures = [var.password_policy]
}

run "a_history_in_the_lite_plan_is_refused" {
  command = plan

  variables {
    user_pool_tier         = "LITE"
    refresh_token_rotation = { enabled = false }
    password_policy        = { password_history_size = 1 }
  }

  expect_failures = [var.password_policy]
}

run "a_temporary_password_of_0_days_is_refused" {
  command = plan

  variables {
    password_policy = { temporary_password_validity_days = 0 }
  }

  expect_failures = [var.password_policy]
}

run "a_temporary_password_of_366_days_is_refused" {
  command = plan

  variables {
    password_policy = { temporary_password_validity_days = 366 }
  }

  expect_failures = [var.password_policy]
}

run "a_temporary_password_of_half_a_day_is_refused" {
  command = plan

  variables {
    password_policy = { temporary_password_validity_days = 1.5 }
  }

  expect_failures = [var.password_policy]
}

run "an_ses_identity_that_is_no_arn_is_refused" {
  command = plan

  variables {
    ses = { identity_arn = "example.com", from = "no-reply@example.com" }
  }

  expect_failures = [var.ses]
}

run "a_sender_that_is_no_address_is_refused" {
  command = plan

  variables {
    ses = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "Example" }
  }

  expect_failures = [var.ses]
}

run "a_reply_to_that_is_no_address_is_refused" {
  command = plan

  variables {
    ses = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "no-reply@example.com", reply_to = "help" }
  }

  expect_failures = [var.ses]
}

run "a_configuration_set_with_a_space_is_refused" {
  command = plan

  variables {
    ses = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "no-reply@example.com", configuration_set = "sign in" }
  }

  expect_failures = [var.ses]
}

run "a_group_with_a_space_is_refused" {
  command = plan

  variables {
    groups = { "my group" = { precedence = 1 } }
  }

  expect_failures = [var.groups]
}

run "a_negative_precedence_is_refused" {
  command = plan

  variables {
    groups = { admin = { precedence = -1 } }
  }

  expect_failures = [var.groups]
}

run "a_precedence_with_a_fraction_is_refused" {
  command = plan

  variables {
    groups = { admin = { precedence = 0.5 } }
  }

  expect_failures = [var.groups]
}

run "a_group_description_of_2049_characters_is_refused" {
  command = plan

  variables {
    groups = { admin = { precedence = 0, description = format("%02049d", 0) } }
  }

  expect_failures = [var.groups]
}

run "an_attribute_name_of_21_characters_is_refused" {
  command = plan

  variables {
    custom_attributes = { a23456789012345678901 = { attribute_data_type = "String" } }
  }

  expect_failures = [var.custom_attributes]
}

run "an_attribute_name_with_its_prefix_is_refused" {
  command = plan

  variables {
    custom_attributes = { "custom:tenant" = { attribute_data_type = "String" } }
  }

  expect_failures = [var.custom_attributes]
}

run "an_unknown_attribute_type_is_refused" {
  command = plan

  variables {
    custom_attributes = { tenant = { attribute_data_type = "Text" } }
  }

  expect_failures = [var.custom_attributes]
}

run "a_51st_attribute_is_refused" {
  command = plan

  variables {
    custom_attributes = { for i in range(51) : "a${i}" => { attribute_data_type = "String" } }
  }

  expect_failures = [var.custom_attributes]
}

run "a_domain_prefix_in_upper_case_is_refused" {
  command = plan

  variables {
    domain = { name = "Example" }
  }

  expect_failures = [var.domain]
}

run "a_domain_prefix_with_a_reserved_word_is_refused" {
  command = plan

  variables {
    domain = { name = "my-cognito-pages" }
  }

  expect_failures = [var.domain]
}

run "a_full_domain_without_a_certificate_is_refused" {
  command = plan

  variables {
    domain = { name = "auth.example.com" }
  }

  expect_failures = [var.domain]
}

run "a_domain_prefix_with_a_certificate_is_refused" {
  command = plan

  variables {
    domain = { name = "example", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" }
  }

  expect_failures = [var.domain]
}

run "a_certificate_of_another_region_is_refused" {
  command = plan

  variables {
    domain = { name = "auth.example.com", certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" }
  }

  expect_failures = [var.domain]
}

run "an_unknown_managed_login_version_is_refused" {
  command = plan

  variables {
    domain = { name = "example", managed_login_version = 3 }
  }

  expect_failures = [var.domain]
}

run "managed_login_in_the_lite_plan_is_refused" {
  command = plan

  variables {
    user_pool_tier         = "LITE"
    refresh_token_rotation = { enabled = false }
    domain                 = { name = "example", managed_login_version = 2 }
  }

  expect_failures = [var.domain]
}

run "an_identifier_with_a_space_is_refused" {
  command = plan

  variables {
    resource_servers = { "my api" = { scopes = {} } }
  }

  expect_failures = [var.resource_servers]
}

run "a_name_of_a_resource_server_with_a_slash_is_refused" {
  command = plan

  variables {
    resource_servers = { orders = { name = "https://api.example.com", scopes = {} } }
  }

  expect_failures = [var.resource_servers]
}

run "a_101st_scope_is_refused" {
  command = plan

  variables {
    resource_servers = { orders = { scopes = { for i in range(101) : "s${i}" => "A scope." } } }
  }

  expect_failures = [var.resource_servers]
}

run "a_scope_with_a_slash_is_refused" {
  command = plan

  variables {
    resource_servers = { orders = { scopes = { "place/all" = "Place orders." } } }
  }

  expect_failures = [var.resource_servers]
}

run "a_scope_without_a_description_is_refused" {
  command = plan

  variables {
    resource_servers = { orders = { scopes = { place = "" } } }
  }

  expect_failures = [var.resource_servers]
}

run "a_scope_description_of_257_characters_is_refused" {
  command = plan

  variables {
    resource_servers = { orders = { scopes = { place = format("%0257d", 0) } } }
  }

  expect_failures = [var.resource_servers]
}
