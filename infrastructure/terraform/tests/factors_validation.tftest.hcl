# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "codes_by_email_are_refused_where_mfa_is_on" {
  command = plan

  variables {
    mfa_configuration = "ON"
    first_factors     = ["PASSWORD", "EMAIL_OTP"]
  }

  expect_failures = [var.first_factors]
}

run "codes_by_sms_are_refused_where_mfa_is_on" {
  command = plan

  variables {
    mfa_configuration = "ON"
    first_factors     = ["PASSWORD", "SMS_OTP"]
    sms               = { sns_caller_arn = "arn:aws:iam::123456789012:role/sms", external_id = "gatehouse" }
  }

  expect_failures = [var.first_factors]
}

run "passkeys_are_refused_where_mfa_is_on" {
  command = plan

  variables {
    mfa_configuration = "ON"
    first_factors     = ["PASSWORD", "WEB_AUTHN"]
    passkeys          = { relying_party_id = "example.com" }
  }

  expect_failures = [var.first_factors]
}

run "passkeys_alone_are_refused" {
  command = plan

  variables {
    first_factors = ["WEB_AUTHN"]
    passkeys      = { relying_party_id = "example.com" }
  }

  expect_failures = [var.first_factors]
}

run "passkeys_alone_are_refused_where_mfa_is_off" {
  command = plan

  variables {
    mfa_configuration = "OFF"
    first_factors     = ["WEB_AUTHN"]
    passkeys          = { relying_party_id = "example.com" }
  }

  expect_failures = [var.first_factors]
}

run "no_first_factor_is_refused" {
  command = plan

  variables {
    first_factors = []
  }

  expect_failures = [var.first_factors]
}

run "an_unknown_first_factor_is_refused" {
  command = plan

  variables {
    first_factors = ["PASSWORD", "MAGIC_LINK"]
  }

  expect_failures = [var.first_factors]
}

run "a_first_factor_without_a_password_in_the_lite_plan_is_refused" {
  command = plan

  variables {
    user_pool_tier         = "LITE"
    refresh_token_rotation = { enabled = false }
    first_factors          = ["PASSWORD", "EMAIL_OTP"]
  }

  expect_failures = [var.first_factors]
}

run "passkeys_without_a_host_are_refused" {
  command = plan

  variables {
    first_factors = ["PASSWORD", "WEB_AUTHN"]
  }

  expect_failures = [var.first_factors]
}

run "codes_by_sms_without_sms_are_refused" {
  command = plan

  variables {
    first_factors = ["PASSWORD", "SMS_OTP"]
  }

  expect_failures = [var.first_factors]
}

run "a_host_of_passkeys_with_a_scheme_is_refused" {
  command = plan

  variables {
    passkeys = { relying_party_id = "https://example.com" }
  }

  expect_failures = [var.passkeys]
}

run "a_host_of_passkeys_with_a_port_is_refused" {
  command = plan

  variables {
    passkeys = { relying_party_id = "example.com:8443" }
  }

  expect_failures = [var.passkeys]
}

run "a_host_of_passkeys_in_upper_case_is_refused" {
  command = plan

  variables {
    passkeys = { relying_party_id = "Example.com" }
  }

  expect_failures = [var.passkeys]
}

run "a_host_of_passkeys_that_ends_with_a_dot_is_refused" {
  command = plan

  variables {
    passkeys = { relying_party_id = "example.com." }
  }

  expect_failures = [var.passkeys]
}

run "a_host_of_passkeys_that_is_empty_is_refused" {
  command = plan

  variables {
    passkeys = { relying_party_id = "" }
  }

  expect_failures = [var.passkeys]
}

run "a_host_of_passkeys_of_128_characters_is_refused" {
  command = plan

  variables {
    passkeys = { relying_party_id = "${join(".", [for i in range(4) : "a23456789012345678901234567890"])}.example.com" }
  }

  expect_failures = [var.passkeys]
}

run "an_unknown_user_verification_is_refused" {
  command = plan

  variables {
    passkeys = { relying_party_id = "example.com", user_verification = "discouraged" }
  }

  expect_failures = [var.passkeys]
}

run "email_mfa_is_refused_where_mfa_is_off" {
  command = plan

  variables {
    mfa_configuration = "OFF"
    email_mfa         = {}
    account_recovery  = ["admin_only"]
    ses               = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "no-reply@example.com" }
  }

  expect_failures = [var.email_mfa]
}

run "email_mfa_with_email_as_the_only_recovery_is_refused" {
  command = plan

  variables {
    email_mfa = {}
    ses       = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "no-reply@example.com" }
  }

  expect_failures = [var.email_mfa]
}

run "email_mfa_without_ses_is_refused" {
  command = plan

  variables {
    email_mfa        = {}
    account_recovery = ["admin_only"]
  }

  expect_failures = [var.email_mfa]
}

run "email_mfa_in_the_lite_plan_is_refused" {
  command = plan

  variables {
    user_pool_tier         = "LITE"
    refresh_token_rotation = { enabled = false }
    email_mfa              = {}
    account_recovery       = ["admin_only"]
    ses                    = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "no-reply@example.com" }
  }

  expect_failures = [var.email_mfa]
}

run "a_mail_without_the_place_of_the_code_is_refused" {
  command = plan

  variables {
    email_mfa        = { message = "Your code." }
    account_recovery = ["admin_only"]
    ses              = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "no-reply@example.com" }
  }

  expect_failures = [var.email_mfa]
}

run "a_subject_of_141_characters_is_refused" {
  command = plan

  variables {
    email_mfa        = { subject = format("%0141d", 0) }
    account_recovery = ["admin_only"]
    ses              = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "no-reply@example.com" }
  }

  expect_failures = [var.email_mfa]
}

run "no_recovery_is_refused" {
  command = plan

  variables {
    account_recovery = []
  }

  expect_failures = [var.account_recovery]
}

run "recovery_by_administrators_beside_email_is_refused" {
  command = plan

  variables {
    account_recovery = ["admin_only", "verified_email"]
  }

  expect_failures = [var.account_recovery]
}

run "recovery_by_phone_without_sms_is_refused" {
  command = plan

  variables {
    account_recovery = ["verified_phone_number"]
  }

  expect_failures = [var.account_recovery]
}

run "an_sms_role_that_is_no_arn_is_refused" {
  command = plan

  variables {
    sms = { sns_caller_arn = "sms", external_id = "gatehouse" }
  }

  expect_failures = [var.sms]
}

run "an_empty_external_id_is_refused" {
  command = plan

  variables {
    sms = { sns_caller_arn = "arn:aws:iam::123456789012:role/sms", external_id = "" }
  }

  expect_failures = [var.sms]
}
