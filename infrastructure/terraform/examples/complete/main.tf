# Everything switched on: threat protection, codes by email and passkeys, mail by SES, people in several groups, OAuth with scopes of
# your own on a domain of your own, sign-in with Google and another provider, a role for EKS, and the client secret in Secrets Manager.

terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  region = var.region
}

module "gatehouse" {
  source = "../.."

  name = "gatehouse"
  tags = { service = "gatehouse" }

  user_pool_tier         = "PLUS"
  advanced_security_mode = "ENFORCED"
  mfa_configuration      = "OPTIONAL"

  first_factors = ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]
  passkeys      = { relying_party_id = var.mail_domain, user_verification = "required" }

  password_policy = {
    minimum_length        = 15
    password_history_size = 5
  }

  ses = {
    identity_arn = var.ses_identity_arn
    from         = "Example <no-reply@${var.mail_domain}>"
    reply_to     = "help@${var.mail_domain}"
  }

  groups = {
    admin   = { precedence = 0, description = "May use the administrative endpoints." }
    support = { precedence = 10, description = "Helps customers." }
  }

  custom_attributes = {
    tenant = { attribute_data_type = "String", mutable = false }
  }
  read_attributes = ["email", "email_verified", "locale", "name", "custom:tenant"]

  access_token_validity_minutes = 10
  id_token_validity_minutes     = 10
  refresh_token_validity_hours  = 168
  auth_session_validity_minutes = 5

  refresh_token_rotation = { retry_grace_period_seconds = 10 }

  resource_servers = {
    orders = {
      name   = "Orders"
      scopes = { read = "See orders.", place = "Place orders." }
    }
  }

  oauth = {
    callback_urls = ["https://auth.example.com/auth/oauth/callback", "https://shop.example.com/callback"]
    logout_urls   = ["https://auth.example.com/", "https://shop.example.com/"]
    scopes        = ["openid", "email", "aws.cognito.signin.user.admin", "orders/read", "orders/place"]
  }

  identity_providers = {
    Google    = { type = "Google", client_id = var.google_client_id }
    Workforce = { issuer = "https://login.example.com", client_id = "gatehouse" }
  }
  identity_provider_secrets = var.identity_provider_secrets

  domain = {
    name            = var.domain
    certificate_arn = var.certificate_arn
  }

  administration = { read = true, users = true, groups = true }

  irsa = {
    oidc_provider_arn = var.oidc_provider_arn
    namespace         = "gatehouse"
    service_account   = "gatehouse"
  }

  client_secret_store = { kms_key_arn = var.kms_key_arn }
}
