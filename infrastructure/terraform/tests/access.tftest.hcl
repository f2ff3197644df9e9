# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "the_policy_allows_what_is_called_on_one_pool" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_policy.admin.policy).Statement == [{
      Sid      = "SignUsersOut"
      Effect   = "Allow"
      Action   = ["cognito-idp:AdminUserGlobalSignOut"]
      Resource = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"]
      }, {
      Sid    = "RemoveSecondFactors"
      Effect = "Allow"
      Action = [
        "cognito-idp:AdminGetUserAuthFactors",
        "cognito-idp:AdminDeleteSoftwareToken",
        "cognito-idp:AdminSetUserMFAPreference",
      ]
      Resource = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"]
      }, {
      Sid    = "ReplaceUnverifiedAccounts"
      Effect = "Allow"
      Action = [
        "cognito-idp:AdminGetUser",
        "cognito-idp:AdminDeleteUser",
        "cognito-idp:AdminSetUserPassword",
      ]
      Resource = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"]
      }, {
      Sid      = "RenewInvitations"
      Effect   = "Allow"
      Action   = ["cognito-idp:AdminCreateUser"]
      Resource = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"]
    }]
    error_message = "The policy allows something else."
  }

  assert {
    condition     = output.admin_policy_arn == "arn:aws:iam::123456789012:policy/gatehouse-admin"
    error_message = "The output is not the policy's ARN."
  }
}

run "the_role_trusts_one_service_account" {
  command = plan

  variables {
    irsa = {
      oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE"
      namespace         = "auth"
      service_account   = "gatehouse"
    }
  }

  assert {
    condition = jsondecode(aws_iam_role.service[0].assume_role_policy).Statement == [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE" }
      Condition = {
        StringEquals = {
          "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:aud" = "sts.amazonaws.com"
          "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub" = "system:serviceaccount:auth:gatehouse"
        }
      }
    }]
    error_message = "The role trusts something else."
  }

  assert {
    condition = (
      aws_iam_role_policy_attachment.service_admin[0].role == "gatehouse" &&
      aws_iam_role_policy_attachment.service_admin[0].policy_arn == "arn:aws:iam::123456789012:policy/gatehouse-admin"
    )
    error_message = "The role does not have the policy."
  }

  assert {
    condition     = output.role_arn == "arn:aws:iam::123456789012:role/gatehouse"
    error_message = "The output is not the role's ARN."
  }
}

run "the_client_secret_is_stored_as_plain_text" {
  command = plan

  variables {
    client_secret_store = {}
  }

  assert {
    condition     = aws_secretsmanager_secret_version.client[0].secret_string == "notARealSecretOnlyForTheseTests0"
    error_message = "The stored secret is not the client's."
  }

  assert {
    condition     = aws_secretsmanager_secret_version.client[0].secret_id == aws_secretsmanager_secret.client[0].id
    error_message = "The value is not the secret's."
  }

  assert {
    condition     = aws_secretsmanager_secret.client[0].name == "gatehouse/cognito-client-secret" && aws_secretsmanager_secret.client[0].recovery_window_in_days == 30
    error_message = "The defaults are others."
  }

  assert {
    condition     = output.client_secret_arn == "arn:aws:secretsmanager:eu-west-1:123456789012:secret:gatehouse/cognito-client-secret-AbCdEf"
    error_message = "The output is not the secret's ARN."
  }
}

run "the_stored_secret_can_have_a_name_a_key_and_a_window" {
  command = plan

  variables {
    client_secret_store = {
      name                    = "prod/gatehouse"
      kms_key_arn             = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
      recovery_window_in_days = 0
    }
  }

  assert {
    condition = (
      aws_secretsmanager_secret.client[0].name == "prod/gatehouse" &&
      aws_secretsmanager_secret.client[0].kms_key_id == "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012" &&
      aws_secretsmanager_secret.client[0].recovery_window_in_days == 0
    )
    error_message = "The stored secret is not as asked."
  }
}
