locals {
  domain_url = (
    var.domain == null ? null :
    var.domain.certificate_arn == null ? "https://${var.domain.name}.auth.${local.region}.amazoncognito.com" :
    "https://${var.domain.name}"
  )

  # A pool's id begins with its region, and Gatehouse checks that the two agree.
  region = split("_", aws_cognito_user_pool.this.id)[0]

  # The first factors without a password, as Gatehouse names them.
  methods = [
    for factor, method in { EMAIL_OTP = "email_otp", SMS_OTP = "sms_otp", WEB_AUTHN = "passkey" } : method
    if contains(var.first_factors, factor)
  ]

  # Cognito takes the client's address only from app clients with a secret.
  send_client_address = var.advanced_security_mode != "OFF" && !var.public_client
}

output "environment" {
  description = "Environment of Gatehouse, without secrets."
  value = merge({
    COGNITO_USER_POOL_ID                  = aws_cognito_user_pool.this.id
    COGNITO_CLIENT_ID                     = aws_cognito_user_pool_client.this.id
    AWS_REGION                            = local.region
    GATEHOUSE_TOKEN_REFRESH_LIFETIME      = "${var.refresh_token_validity_hours}h"
    GATEHOUSE_COGNITO_SEND_CLIENT_ADDRESS = tostring(local.send_client_address)
    GATEHOUSE_COGNITO_INVITATION_LIFETIME = "${var.password_policy.temporary_password_validity_days}d"
    GATEHOUSE_MFA_REQUIRED                = tostring(var.mfa_configuration == "ON")
    GATEHOUSE_ACCOUNT_EMAIL_CHANGE        = "true"
    }, length(local.methods) == 0 ? {} : {
    GATEHOUSE_LOGIN_METHODS = join(",", local.methods)
    }, contains(local.methods, "passkey") ? {
    GATEHOUSE_LOGIN_PASSKEY_RELYING_PARTY_ID  = var.passkeys.relying_party_id
    GATEHOUSE_LOGIN_PASSKEY_USER_VERIFICATION = var.passkeys.user_verification
    } : {}, var.oauth == null ? {} : {
    COGNITO_DOMAIN         = local.domain_url
    GATEHOUSE_OAUTH_SCOPES = join(",", sort(var.oauth.scopes))
    }, length(var.identity_providers) == 0 ? {} : {
    GATEHOUSE_OAUTH_PROVIDERS = join(",", keys(var.identity_providers))
  })
}

output "secret_environment" {
  description = "Secret environment of Gatehouse: `COGNITO_CLIENT_SECRET`, or nothing for a public client."
  value       = var.public_client ? {} : { COGNITO_CLIENT_SECRET = aws_cognito_user_pool_client.this.client_secret }
  sensitive   = true
}

output "user_pool_arn" {
  description = "ARN of the user pool."
  value       = aws_cognito_user_pool.this.arn
}

output "issuer" {
  description = "Issuer (`iss`) of the pool's tokens; its keys are at `/.well-known/jwks.json` below it."
  value       = "https://${aws_cognito_user_pool.this.endpoint}"
}

output "domain_url" {
  description = "Address of Cognito's own pages, or null."
  value       = local.domain_url
}

output "domain_target" {
  description = "Where the DNS record of a domain of your own must point (an alias of CloudFront), or null."
  value       = try(aws_cognito_user_pool_domain.this[0].cloudfront_distribution, null)
}

output "admin_policy_arn" {
  description = "ARN of the policy that the administrative endpoints need, for a role of your own."
  value       = aws_iam_policy.admin.arn
}

output "role_arn" {
  description = "ARN of the role for the annotation `eks.amazonaws.com/role-arn` of the service account, or null."
  value       = one(aws_iam_role.service[*].arn)
}

output "client_secret_arn" {
  description = "ARN of the client secret in Secrets Manager, or null."
  value       = one(aws_secretsmanager_secret.client[*].arn)
}
