# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "people_sign_in_with_their_email_whatever_its_case" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.username_attributes == toset(["email"])
    error_message = "The sign-in name is not the email address alone."
  }

  assert {
    condition     = aws_cognito_user_pool.this.username_configuration[0].case_sensitive == false
    error_message = "Sign-in names are case-sensitive."
  }
}

run "the_email_is_verified_by_code_also_when_it_changes" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.auto_verified_attributes == toset(["email"])
    error_message = "The email address is not verified."
  }

  assert {
    condition     = aws_cognito_user_pool.this.verification_message_template[0].default_email_option == "CONFIRM_WITH_CODE"
    error_message = "The email address is not verified by code."
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_attribute_update_settings[0].attributes_require_verification_before_update == toset(["email"])
    error_message = "A changed address counts before it is verified."
  }
}

run "people_register_themselves" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.admin_create_user_config[0].allow_admin_create_user_only == false
    error_message = "Only administrators can create accounts."
  }
}

run "accounts_are_recovered_by_verified_email_alone" {
  command = plan

  assert {
    condition     = [for m in aws_cognito_user_pool.this.account_recovery_setting[0].recovery_mechanism : m.name] == ["verified_email"]
    error_message = "Accounts are recovered by something else than the verified email."
  }
}

run "passwords_are_long_without_rules_of_composition" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.password_policy[0].minimum_length == 12
    error_message = "The shortest password is not 12 characters long."
  }

  assert {
    condition = !anytrue([
      aws_cognito_user_pool.this.password_policy[0].require_lowercase,
      aws_cognito_user_pool.this.password_policy[0].require_uppercase,
      aws_cognito_user_pool.this.password_policy[0].require_numbers,
      aws_cognito_user_pool.this.password_policy[0].require_symbols,
    ])
    error_message = "The policy has rules of composition."
  }

  assert {
    condition     = aws_cognito_user_pool.this.password_policy[0].password_history_size == 0
    error_message = "The policy remembers passwords."
  }

  assert {
    condition     = aws_cognito_user_pool.this.password_policy[0].temporary_password_validity_days == 7
    error_message = "A temporary password does not live 7 days."
  }
}

run "the_pool_is_protected_from_deletion" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "ACTIVE"
    error_message = "The pool can be deleted."
  }
}

run "totp_is_offered_and_threat_protection_is_off" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.mfa_configuration == "OPTIONAL" && aws_cognito_user_pool.this.software_token_mfa_configuration[0].enabled
    error_message = "TOTP is not offered as an optional second factor."
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_pool_add_ons[0].advanced_security_mode == "OFF" && aws_cognito_user_pool.this.user_pool_tier == "ESSENTIALS"
    error_message = "The feature plan is not ESSENTIALS without threat protection."
  }
}

run "people_sign_in_by_password_only" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.sign_in_policy[0].allowed_first_auth_factors == toset(["PASSWORD"])
    error_message = "The pool allows another first factor than the password."
  }

  assert {
    condition     = length(aws_cognito_user_pool.this.web_authn_configuration) + length(aws_cognito_user_pool.this.email_mfa_configuration) + length(aws_cognito_user_pool.this.sms_configuration) == 0
    error_message = "A factor is set up unasked."
  }
}

run "cognito_sends_the_mail" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.email_configuration[0].email_sending_account == "COGNITO_DEFAULT"
    error_message = "Mail is not sent by Cognito."
  }
}

run "one_group_exists_for_administrators" {
  command = plan

  assert {
    condition     = keys(aws_cognito_user_group.this) == ["admin"] && aws_cognito_user_group.this["admin"].precedence == 0
    error_message = "The groups are not just admin with precedence 0."
  }
}

run "the_client_is_confidential_and_signs_in_with_passwords_only" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.generate_secret
    error_message = "The client has no secret."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.explicit_auth_flows == toset(["ALLOW_USER_PASSWORD_AUTH"])
    error_message = "The client allows other flows than USER_PASSWORD_AUTH."
  }
}

run "the_client_hides_accounts_and_revokes_tokens" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.prevent_user_existence_errors == "ENABLED"
    error_message = "The client's errors tell which accounts exist."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.enable_token_revocation
    error_message = "Tokens cannot be revoked."
  }
}

run "refresh_tokens_rotate" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.refresh_token_rotation[0].feature == "ENABLED"
    error_message = "Refresh tokens do not rotate."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.refresh_token_rotation[0].retry_grace_period_seconds == 30
    error_message = "The grace period is not 30 seconds."
  }
}

run "tokens_live_as_documented" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.access_token_validity == 15 && aws_cognito_user_pool_client.this.token_validity_units[0].access_token == "minutes"
    error_message = "Access tokens do not live 15 minutes."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.id_token_validity == 15 && aws_cognito_user_pool_client.this.token_validity_units[0].id_token == "minutes"
    error_message = "ID tokens do not live 15 minutes."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.refresh_token_validity == 720 && aws_cognito_user_pool_client.this.token_validity_units[0].refresh_token == "hours"
    error_message = "Refresh tokens do not live 30 days."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.auth_session_validity == 3
    error_message = "Challenges do not live 3 minutes."
  }
}

run "the_client_reads_and_writes_only_what_gatehouse_needs" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.read_attributes == toset(["email", "email_verified", "locale", "name"])
    error_message = "The client may read other attributes."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.write_attributes == toset(["email", "locale", "name"])
    error_message = "The client may write other attributes."
  }
}

run "there_is_no_oauth_domain_role_or_stored_secret" {
  command = plan

  assert {
    condition     = !aws_cognito_user_pool_client.this.allowed_oauth_flows_user_pool_client && length(aws_cognito_user_pool_client.this.allowed_oauth_flows) == 0
    error_message = "The client allows OAuth flows."
  }

  assert {
    condition = 0 == sum([
      length(aws_cognito_user_pool_domain.this),
      length(aws_cognito_resource_server.this),
      length(aws_iam_role.service),
      length(aws_iam_role_policy_attachment.service_admin),
      length(aws_secretsmanager_secret.client),
      length(aws_secretsmanager_secret_version.client),
    ])
    error_message = "Something optional is made unasked."
  }

  assert {
    condition     = output.domain_url == null && output.domain_target == null && output.role_arn == null && output.client_secret_arn == null
    error_message = "An output of something optional is not null."
  }
}

run "the_environment_is_what_gatehouse_reads" {
  command = plan

  assert {
    condition = output.environment == {
      COGNITO_USER_POOL_ID                  = "eu-west-1_AbCdEf123"
      COGNITO_CLIENT_ID                     = "1example23456789"
      AWS_REGION                            = "eu-west-1"
      GATEHOUSE_TOKEN_REFRESH_LIFETIME      = "720h"
      GATEHOUSE_COGNITO_SEND_CLIENT_ADDRESS = "false"
      GATEHOUSE_COGNITO_INVITATION_LIFETIME = "7d"
      GATEHOUSE_MFA_REQUIRED                = "false"
      GATEHOUSE_ACCOUNT_EMAIL_CHANGE        = "true"
    }
    error_message = "The environment has other names or values."
  }

  assert {
    condition     = nonsensitive(output.secret_environment) == tomap({ COGNITO_CLIENT_SECRET = "notARealSecretOnlyForTheseTests0" })
    error_message = "The secret environment has other names or values."
  }

  assert {
    condition     = output.issuer == "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123"
    error_message = "The issuer is not the pool's address."
  }

  assert {
    condition     = output.user_pool_arn == "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"
    error_message = "The ARN is not the pool's."
  }
}
