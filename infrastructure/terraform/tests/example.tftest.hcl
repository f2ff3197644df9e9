# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "the_complete_example_can_be_planned" {
  command = plan

  module {
    source = "./examples/complete"
  }

  variables {
    mail_domain       = "example.com"
    ses_identity_arn  = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
    domain            = "auth.example.com"
    certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
    oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE"
    kms_key_arn       = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
    google_client_id  = "1234.apps.googleusercontent.com"

    identity_provider_secrets = { Google = "not-a-secret", Workforce = "not-a-secret-either" }
  }

  assert {
    condition = output.environment == {
      COGNITO_USER_POOL_ID                  = "eu-west-1_AbCdEf123"
      COGNITO_CLIENT_ID                     = "1example23456789"
      AWS_REGION                            = "eu-west-1"
      GATEHOUSE_TOKEN_REFRESH_LIFETIME      = "168h"
      GATEHOUSE_COGNITO_SEND_CLIENT_ADDRESS = "true"
      GATEHOUSE_COGNITO_INVITATION_LIFETIME = "7d"
      GATEHOUSE_MFA_REQUIRED                = "false"
      GATEHOUSE_ACCOUNT_EMAIL_CHANGE        = "true"

      GATEHOUSE_LOGIN_METHODS                   = "email_otp,passkey"
      GATEHOUSE_LOGIN_PASSKEY_RELYING_PARTY_ID  = "example.com"
      GATEHOUSE_LOGIN_PASSKEY_USER_VERIFICATION = "required"

      COGNITO_DOMAIN            = "https://auth.example.com"
      GATEHOUSE_OAUTH_SCOPES    = "aws.cognito.signin.user.admin,email,openid,orders/place,orders/read"
      GATEHOUSE_OAUTH_PROVIDERS = "Google,Workforce"
    }
    error_message = "The example does not hand on the environment."
  }

  assert {
    condition     = output.client_secret_arn != null && output.role_arn != null && output.domain_target != null
    error_message = "The example leaves out something optional."
  }
}
