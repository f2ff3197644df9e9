# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "the_policy_allows_what_is_called_on_one_pool" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_policy.admin.policy).Statement == [{
      Sid    = "SignUsersOut"
      Effect = "Allow"
      Action = [
        "cognito-idp:AdminGetUser",
        "cognito-idp:AdminUserGlobalSignOut",
        "cognito-idp:ListUsers",
      ]
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

run "administration_is_allowed_by_feature" {
  command = plan

  variables {
    administration = { read = true }
  }

  assert {
    condition = slice(jsondecode(aws_iam_policy.admin.policy).Statement, 4, length(jsondecode(aws_iam_policy.admin.policy).Statement)) == [{
      Sid    = "ReadAccountsAndGroups"
      Effect = "Allow"
      Action = [
        "cognito-idp:AdminGetUser",
        "cognito-idp:AdminListGroupsForUser",
        "cognito-idp:ListGroups",
        "cognito-idp:ListUsers",
      ]
      Resource = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"]
    }]
    error_message = "Reading needs other permissions."
  }
}

run "administration_of_accounts_and_groups_is_all_that_gatehouse_calls" {
  command = plan

  variables {
    administration = { users = true, groups = true }
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_policy.admin.policy).Statement : statement.Sid] == ["SignUsersOut", "RemoveSecondFactors", "ReplaceUnverifiedAccounts", "RenewInvitations", "ChangeAccounts", "ChangeGroups"]
    error_message = "There are other statements."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_policy.admin.policy).Statement : statement.Resource == ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"]])
    error_message = "A statement is not about the one pool."
  }

  assert {
    condition = jsondecode(aws_iam_policy.admin.policy).Statement[4].Action == [
      "cognito-idp:AdminAddUserToGroup",
      "cognito-idp:AdminConfirmSignUp",
      "cognito-idp:AdminCreateUser",
      "cognito-idp:AdminDeleteUser",
      "cognito-idp:AdminDeleteUserAttributes",
      "cognito-idp:AdminDisableUser",
      "cognito-idp:AdminEnableUser",
      "cognito-idp:AdminGetUser",
      "cognito-idp:AdminListGroupsForUser",
      "cognito-idp:AdminResetUserPassword",
      "cognito-idp:AdminSetUserPassword",
      "cognito-idp:AdminUpdateUserAttributes",
      "cognito-idp:AdminUserGlobalSignOut",
      "cognito-idp:GetGroup",
      "cognito-idp:ListUsers",
      "cognito-idp:ListUsersInGroup",
    ]
    error_message = "Accounts need other permissions."
  }

  assert {
    condition = jsondecode(aws_iam_policy.admin.policy).Statement[5].Action == [
      "cognito-idp:AdminAddUserToGroup",
      "cognito-idp:AdminGetUser",
      "cognito-idp:AdminListGroupsForUser",
      "cognito-idp:AdminRemoveUserFromGroup",
      "cognito-idp:AdminUserGlobalSignOut",
      "cognito-idp:CreateGroup",
      "cognito-idp:DeleteGroup",
      "cognito-idp:GetGroup",
      "cognito-idp:ListGroups",
      "cognito-idp:ListUsers",
      "cognito-idp:ListUsersInGroup",
      "cognito-idp:UpdateGroup",
    ]
    error_message = "Groups need other permissions."
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
