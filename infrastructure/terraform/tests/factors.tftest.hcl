# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "passkeys_can_be_a_first_factor_while_mfa_is_off" {
  command = plan

  variables {
    mfa_configuration = "OFF"
    first_factors     = ["PASSWORD", "WEB_AUTHN"]
    passkeys          = { relying_party_id = "example.com" }
  }

  assert {
    condition     = aws_cognito_user_pool.this.sign_in_policy[0].allowed_first_auth_factors == toset(["PASSWORD", "WEB_AUTHN"])
    error_message = "The pool does not allow passkeys."
  }

  assert {
    condition     = aws_cognito_user_pool.this.web_authn_configuration[0].relying_party_id == "example.com" && aws_cognito_user_pool.this.web_authn_configuration[0].user_verification == "preferred"
    error_message = "The passkeys are for another host."
  }

  assert {
    condition     = output.environment["GATEHOUSE_LOGIN_METHODS"] == "passkey" && output.environment["GATEHOUSE_LOGIN_PASSKEY_RELYING_PARTY_ID"] == "example.com"
    error_message = "Gatehouse does not offer passkeys."
  }
}

run "passkeys_can_require_user_verification" {
  command = plan

  variables {
    first_factors = ["PASSWORD", "WEB_AUTHN"]
    passkeys      = { relying_party_id = "example.com", user_verification = "required" }
  }

  assert {
    condition     = aws_cognito_user_pool.this.web_authn_configuration[0].user_verification == "required"
    error_message = "User verification is not required."
  }

  assert {
    condition     = output.environment["GATEHOUSE_LOGIN_PASSKEY_USER_VERIFICATION"] == "required"
    error_message = "Gatehouse does not know of it."
  }
}

run "codes_can_be_first_factors" {
  command = plan

  variables {
    first_factors = ["PASSWORD", "EMAIL_OTP", "SMS_OTP"]
    sms           = { sns_caller_arn = "arn:aws:iam::123456789012:role/sms", external_id = "gatehouse" }
  }

  assert {
    condition     = aws_cognito_user_pool.this.sms_configuration[0].sns_caller_arn == "arn:aws:iam::123456789012:role/sms"
    error_message = "Text messages cannot be sent."
  }

  assert {
    condition     = output.environment["GATEHOUSE_LOGIN_METHODS"] == "email_otp,sms_otp"
    error_message = "Gatehouse does not offer the codes."
  }
}

run "required_mfa_is_known_to_gatehouse" {
  command = plan

  variables {
    mfa_configuration = "ON"
  }

  assert {
    condition     = output.environment["GATEHOUSE_MFA_REQUIRED"] == "true"
    error_message = "Gatehouse would let people remove their last factor."
  }
}

run "email_can_be_a_second_factor" {
  command = plan

  variables {
    email_mfa        = { subject = "Your code", message = "Your code is {####}." }
    account_recovery = ["admin_only"]
    ses              = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "no-reply@example.com" }
  }

  assert {
    condition     = aws_cognito_user_pool.this.email_mfa_configuration[0].subject == "Your code"
    error_message = "Email is no second factor."
  }

  assert {
    condition     = [for mechanism in aws_cognito_user_pool.this.account_recovery_setting[0].recovery_mechanism : mechanism.name] == ["admin_only"]
    error_message = "Passwords are recovered in another way."
  }
}

run "email_as_a_second_factor_can_have_its_texts_from_cognito" {
  command = plan

  variables {
    email_mfa        = {}
    account_recovery = ["verified_email", "verified_phone_number"]
    ses              = { identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com", from = "no-reply@example.com" }
    sms              = { sns_caller_arn = "arn:aws:iam::123456789012:role/sms", external_id = "gatehouse" }
  }

  assert {
    condition     = length(aws_cognito_user_pool.this.email_mfa_configuration) == 1
    error_message = "Email is no second factor."
  }

  assert {
    condition     = { for mechanism in aws_cognito_user_pool.this.account_recovery_setting[0].recovery_mechanism : mechanism.name => mechanism.priority } == { verified_email = 1, verified_phone_number = 2 }
    error_message = "Passwords are recovered in another order."
  }
}

run "the_lite_plan_knows_no_sign_in_policy" {
  command = plan

  variables {
    user_pool_tier         = "LITE"
    refresh_token_rotation = { enabled = false }
  }

  assert {
    condition     = length(aws_cognito_user_pool.this.sign_in_policy) == 0
    error_message = "The plan sets what LITE does not have."
  }
}
