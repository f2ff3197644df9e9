# All that needs AWS credentials: the administrative endpoints, registrations of addresses that others
# registered before, and new invitations for those that have ended.
# Everything else that Gatehouse asks of Cognito needs no AWS credentials.
resource "aws_iam_policy" "admin" {
  name        = "${var.name}-admin"
  description = "Administrative calls of ${var.name} to its user pool."
  tags        = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([{
      # A person of another identity provider is found by ListUsers only.
      Sid    = "SignUsersOut"
      Effect = "Allow"
      Action = [
        "cognito-idp:AdminGetUser",
        "cognito-idp:AdminUserGlobalSignOut",
        "cognito-idp:ListUsers",
      ]
      Resource = [aws_cognito_user_pool.this.arn]
      }, {
      Sid    = "RemoveSecondFactors"
      Effect = "Allow"
      Action = [
        "cognito-idp:AdminGetUserAuthFactors",
        "cognito-idp:AdminDeleteSoftwareToken",
        "cognito-idp:AdminSetUserMFAPreference",
      ]
      Resource = [aws_cognito_user_pool.this.arn]
      }, {
      Sid    = "ReplaceUnverifiedAccounts"
      Effect = "Allow"
      Action = [
        "cognito-idp:AdminGetUser",
        "cognito-idp:AdminDeleteUser",
        "cognito-idp:AdminSetUserPassword",
      ]
      Resource = [aws_cognito_user_pool.this.arn]
      }, {
      Sid      = "RenewInvitations"
      Effect   = "Allow"
      Action   = ["cognito-idp:AdminCreateUser"]
      Resource = [aws_cognito_user_pool.this.arn]
      }], [
      for feature in local.administration : {
        Sid      = feature.sid
        Effect   = "Allow"
        Action   = [for operation in feature.operations : "cognito-idp:${operation}"]
        Resource = [aws_cognito_user_pool.this.arn]
      } if feature.enabled
    ])
  })
}

locals {
  # Each feature has all that its routes call, so that it works without the others. To see who has an account is within
  # each: a user id is found by AdminGetUser, and that of a person of another identity provider by ListUsers.
  administration = [{
    sid        = "ReadAccountsAndGroups"
    enabled    = var.administration.read
    operations = ["AdminGetUser", "AdminListGroupsForUser", "ListGroups", "ListUsers"]
    }, {
    sid     = "ChangeAccounts"
    enabled = var.administration.users
    operations = [
      "AdminAddUserToGroup",
      "AdminConfirmSignUp",
      "AdminCreateUser",
      "AdminDeleteUser",
      "AdminDeleteUserAttributes",
      "AdminDisableUser",
      "AdminEnableUser",
      "AdminGetUser",
      "AdminListGroupsForUser",
      "AdminResetUserPassword",
      "AdminSetUserPassword",
      "AdminUpdateUserAttributes",
      "AdminUserGlobalSignOut",
      "GetGroup",
      "ListUsers",
      "ListUsersInGroup",
    ]
    }, {
    sid     = "ChangeGroups"
    enabled = var.administration.groups
    operations = [
      "AdminAddUserToGroup",
      "AdminGetUser",
      "AdminListGroupsForUser",
      "AdminRemoveUserFromGroup",
      "AdminUserGlobalSignOut",
      "CreateGroup",
      "DeleteGroup",
      "GetGroup",
      "ListGroups",
      "ListUsers",
      "ListUsersInGroup",
      "UpdateGroup",
    ]
  }]
}

locals {
  # The issuer is what the ARN ends with: arn:aws:iam::<account>:oidc-provider/<issuer>.
  oidc_issuer = var.irsa == null ? null : split(":oidc-provider/", var.irsa.oidc_provider_arn)[1]
}

resource "aws_iam_role" "service" {
  count = var.irsa == null ? 0 : 1

  name        = var.name
  description = "Gatehouse on Kubernetes: ${var.irsa.namespace}/${var.irsa.service_account}."
  tags        = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = var.irsa.oidc_provider_arn }
      Condition = {
        StringEquals = {
          "${local.oidc_issuer}:aud" = "sts.amazonaws.com"
          "${local.oidc_issuer}:sub" = "system:serviceaccount:${var.irsa.namespace}:${var.irsa.service_account}"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "service_admin" {
  count = var.irsa == null ? 0 : 1

  role       = aws_iam_role.service[0].name
  policy_arn = aws_iam_policy.admin.arn
}
