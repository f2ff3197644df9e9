# Names

variable "name" {
  description = "Name of the user pool, its app client and everything beside them. Fixed once the pool exists."
  type        = string
  default     = "gatehouse"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9-]{0,47}$", var.name))
    error_message = "name must be 1 to 48 letters, digits or hyphens, and begin with a letter."
  }
}

variable "tags" {
  description = "Tags of every resource that can have them."
  type        = map(string)
  default     = {}
  nullable    = false
}

# User pool

variable "deletion_protection" {
  description = "Whether Cognito refuses to delete the pool."
  type        = bool
  default     = true
  nullable    = false
}

variable "user_pool_tier" {
  description = "Feature plan of the pool: `LITE`, `ESSENTIALS` or `PLUS`."
  type        = string
  default     = "ESSENTIALS"
  nullable    = false

  validation {
    condition     = contains(["LITE", "ESSENTIALS", "PLUS"], var.user_pool_tier)
    error_message = "user_pool_tier must be LITE, ESSENTIALS or PLUS."
  }
}

variable "advanced_security_mode" {
  description = "Threat protection: `OFF`, `AUDIT` (only reports) or `ENFORCED`. Needs the feature plan `PLUS`."
  type        = string
  default     = "OFF"
  nullable    = false

  validation {
    condition     = contains(["OFF", "AUDIT", "ENFORCED"], var.advanced_security_mode)
    error_message = "advanced_security_mode must be OFF, AUDIT or ENFORCED."
  }

  validation {
    condition     = var.advanced_security_mode == "OFF" || var.user_pool_tier == "PLUS"
    error_message = "advanced_security_mode other than OFF needs the feature plan PLUS: set user_pool_tier."
  }
}

variable "mfa_configuration" {
  description = "Second factor: `OFF`, `OPTIONAL` (for those who have set one up) or `ON` (for everyone; who has none sets up an authenticator app at the next sign-in)."
  type        = string
  default     = "OPTIONAL"
  nullable    = false

  validation {
    condition     = contains(["OFF", "OPTIONAL", "ON"], var.mfa_configuration)
    error_message = "mfa_configuration must be OFF, OPTIONAL or ON."
  }
}

variable "first_factors" {
  description = "Ways to sign in: `PASSWORD`, and without a password `EMAIL_OTP` and `SMS_OTP` (a code), `WEB_AUTHN` (a passkey)."
  type        = set(string)
  default     = ["PASSWORD"]
  nullable    = false

  validation {
    condition     = length(setsubtract(var.first_factors, ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"])) == 0
    error_message = "first_factors must be of PASSWORD, EMAIL_OTP, SMS_OTP and WEB_AUTHN."
  }

  validation {
    condition     = contains(var.first_factors, "PASSWORD")
    error_message = "first_factors must include PASSWORD: Cognito allows no pool without it, and passkeys alone would lock out everybody who has none."
  }

  validation {
    condition     = length(var.first_factors) == 1 || var.user_pool_tier != "LITE"
    error_message = "first_factors other than PASSWORD need the feature plan ESSENTIALS or PLUS: set user_pool_tier."
  }

  validation {
    condition     = var.mfa_configuration != "ON" || length(setintersection(var.first_factors, ["EMAIL_OTP", "SMS_OTP"])) == 0
    error_message = "first_factors: Cognito refuses EMAIL_OTP and SMS_OTP where mfa_configuration is ON."
  }

  # The provider cannot set FactorConfiguration to MULTI_FACTOR_WITH_USER_VERIFICATION yet, with which Cognito allows it.
  validation {
    condition     = var.mfa_configuration != "ON" || !contains(var.first_factors, "WEB_AUTHN")
    error_message = "first_factors: WEB_AUTHN where mfa_configuration is ON needs the factor configuration MULTI_FACTOR_WITH_USER_VERIFICATION, which the AWS provider cannot set: use OPTIONAL."
  }

  validation {
    condition     = !contains(var.first_factors, "WEB_AUTHN") || var.passkeys != null
    error_message = "first_factors: WEB_AUTHN needs passkeys, which names the host of the passkeys."
  }

  validation {
    condition     = !contains(var.first_factors, "SMS_OTP") || var.sms != null
    error_message = "first_factors: SMS_OTP needs sms, with which Cognito sends text messages."
  }
}

variable "passkeys" {
  description = "Passkeys (WebAuthn): the host for which they are valid, and whether the authenticator must verify the person."
  type = object({
    relying_party_id  = string
    user_verification = optional(string, "preferred")
  })
  default = null

  validation {
    condition     = var.passkeys == null || can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", var.passkeys.relying_party_id))
    error_message = "passkeys.relying_party_id must be a host in lower case without https:// and port, such as example.com."
  }

  validation {
    condition     = var.passkeys == null || try(length(var.passkeys.relying_party_id) <= 127, false)
    error_message = "passkeys.relying_party_id must be at most 127 characters long."
  }

  validation {
    condition     = var.passkeys == null || contains(["preferred", "required"], try(var.passkeys.user_verification, ""))
    error_message = "passkeys.user_verification must be preferred or required."
  }
}

variable "email_mfa" {
  description = "Codes by email as a second factor: the mail's `subject` and `message`; `{}` takes Cognito's own. Whoever has it cannot recover the password by email."
  type = object({
    subject = optional(string)
    message = optional(string)
  })
  default = null

  validation {
    condition     = var.email_mfa == null || var.mfa_configuration != "OFF"
    error_message = "email_mfa: Cognito refuses a second factor's settings where mfa_configuration is OFF."
  }

  validation {
    condition     = var.email_mfa == null || var.user_pool_tier != "LITE"
    error_message = "email_mfa needs the feature plan ESSENTIALS or PLUS: set user_pool_tier."
  }

  validation {
    condition     = var.email_mfa == null || var.ses != null
    error_message = "email_mfa needs ses: Cognito's own sender cannot send these codes."
  }

  validation {
    condition     = var.email_mfa == null || var.account_recovery != toset(["verified_email"])
    error_message = "email_mfa needs another account_recovery than verified_email alone: who gets codes by email cannot recover the password by email."
  }

  validation {
    condition     = try(var.email_mfa.subject, null) == null || try(length(var.email_mfa.subject) >= 1 && length(var.email_mfa.subject) <= 140, false)
    error_message = "email_mfa.subject must be 1 to 140 characters long."
  }

  validation {
    condition     = try(var.email_mfa.message, null) == null || try(strcontains(var.email_mfa.message, "{####}") && length(var.email_mfa.message) <= 20000, false)
    error_message = "email_mfa.message must hold {####}, the place of the code, and be at most 20000 characters long."
  }
}

variable "account_recovery" {
  description = "Ways to recover a password: `verified_email` before `verified_phone_number`, or `admin_only`."
  type        = set(string)
  default     = ["verified_email"]
  nullable    = false

  validation {
    condition = contains([
      toset(["verified_email"]),
      toset(["verified_phone_number"]),
      toset(["verified_email", "verified_phone_number"]),
      toset(["admin_only"]),
    ], var.account_recovery)
    error_message = "account_recovery must be verified_email, verified_phone_number, both, or admin_only alone."
  }

  validation {
    condition     = !contains(var.account_recovery, "verified_phone_number") || var.sms != null
    error_message = "account_recovery by verified_phone_number needs sms, with which Cognito sends text messages."
  }
}

variable "sms" {
  description = "Lets Cognito send text messages: a role for SNS and its external id. Codes by SMS are a second factor then too, unless `mfa_configuration` is `OFF`."
  type = object({
    sns_caller_arn = string
    external_id    = string
    sns_region     = optional(string)
  })
  default = null

  validation {
    condition     = var.sms == null || can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/\\S+$", var.sms.sns_caller_arn))
    error_message = "sms.sns_caller_arn must be the ARN of an IAM role."
  }

  validation {
    condition     = var.sms == null || try(length(var.sms.external_id) >= 1 && length(var.sms.external_id) <= 1224, false)
    error_message = "sms.external_id must be 1 to 1224 characters long."
  }
}

variable "password_policy" {
  description = "What a password must be. The defaults follow OWASP ASVS 5: length, and no rules of composition."
  type = object({
    minimum_length                   = optional(number, 12)
    require_lowercase                = optional(bool, false)
    require_uppercase                = optional(bool, false)
    require_numbers                  = optional(bool, false)
    require_symbols                  = optional(bool, false)
    password_history_size            = optional(number, 0)
    temporary_password_validity_days = optional(number, 7)
  })
  default  = {}
  nullable = false

  validation {
    condition = (
      var.password_policy.minimum_length >= 8 &&
      var.password_policy.minimum_length <= 99 &&
      floor(var.password_policy.minimum_length) == var.password_policy.minimum_length
    )
    error_message = "password_policy.minimum_length must be a whole number from 8 (the least that OWASP ASVS 5 allows) to 99."
  }

  validation {
    condition = (
      var.password_policy.password_history_size >= 0 &&
      var.password_policy.password_history_size <= 24 &&
      floor(var.password_policy.password_history_size) == var.password_policy.password_history_size
    )
    error_message = "password_policy.password_history_size must be a whole number from 0 to 24."
  }

  validation {
    condition     = var.password_policy.password_history_size == 0 || var.user_pool_tier != "LITE"
    error_message = "password_policy.password_history_size needs the feature plan ESSENTIALS or PLUS: set user_pool_tier."
  }

  validation {
    condition = (
      var.password_policy.temporary_password_validity_days >= 1 &&
      var.password_policy.temporary_password_validity_days <= 365 &&
      floor(var.password_policy.temporary_password_validity_days) == var.password_policy.temporary_password_validity_days
    )
    error_message = "password_policy.temporary_password_validity_days must be a whole number from 1 to 365."
  }
}

variable "ses" {
  description = "Sends mail through an SES identity. Without it Cognito sends, which is for trials: it sends few mails a day."
  type = object({
    identity_arn      = string
    from              = string
    reply_to          = optional(string)
    configuration_set = optional(string)
  })
  default = null

  validation {
    condition     = var.ses == null || can(regex("^arn:[a-z-]+:ses:[a-z0-9-]+:[0-9]{12}:identity/\\S+$", var.ses.identity_arn))
    error_message = "ses.identity_arn must be the ARN of an SES identity, such as arn:aws:ses:eu-west-1:123456789012:identity/example.com."
  }

  validation {
    condition     = var.ses == null || can(regex("^([^@<>]+<[^@<>\\s]+@[^@<>\\s]+>|[^@<>\\s]+@[^@<>\\s]+)$", var.ses.from))
    error_message = "ses.from must be an address such as no-reply@example.com or Example <no-reply@example.com>."
  }

  validation {
    condition     = try(var.ses.reply_to, null) == null || can(regex("^[^@<>\\s]+@[^@<>\\s]+$", var.ses.reply_to))
    error_message = "ses.reply_to must be an address such as help@example.com."
  }

  validation {
    condition     = try(var.ses.configuration_set, null) == null || can(regex("^[A-Za-z0-9_-]{1,64}$", var.ses.configuration_set))
    error_message = "ses.configuration_set must be 1 to 64 letters, digits, hyphens or underscores."
  }
}

variable "groups" {
  description = "Groups of the pool by name. Gatehouse reads them as roles; the lowest precedence is the strongest."
  type = map(object({
    precedence  = number
    description = optional(string)
  }))
  default = {
    admin = {
      precedence  = 0
      description = "May use the administrative endpoints."
    }
  }
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.groups) : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}$", name))])
    error_message = "groups: a name must be 1 to 128 characters without spaces."
  }

  validation {
    condition     = alltrue([for group in values(var.groups) : group.precedence >= 0 && floor(group.precedence) == group.precedence])
    error_message = "groups: precedence must be a whole number, 0 or more."
  }

  validation {
    condition     = alltrue([for group in values(var.groups) : length(coalesce(group.description, "-")) <= 2048])
    error_message = "groups: a description must be at most 2048 characters long."
  }
}

variable "custom_attributes" {
  description = "Custom attributes that a new pool begins with, by name without `custom:`. An existing pool ignores them: see the README."
  type = map(object({
    attribute_data_type = string
    mutable             = optional(bool, true)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.custom_attributes) : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20}$", name))])
    error_message = "custom_attributes: a name must be 1 to 20 characters without spaces."
  }

  validation {
    condition     = alltrue([for name in keys(var.custom_attributes) : !startswith(name, "custom:")])
    error_message = "custom_attributes: leave out custom: before a name; Cognito adds it."
  }

  validation {
    condition     = alltrue([for a in values(var.custom_attributes) : contains(["String", "Number", "DateTime", "Boolean"], a.attribute_data_type)])
    error_message = "custom_attributes: attribute_data_type must be String, Number, DateTime or Boolean."
  }

  validation {
    condition     = length(var.custom_attributes) <= 50
    error_message = "custom_attributes must be at most 50."
  }
}

# App client

variable "public_client" {
  description = "Whether the app client has no secret. To change this makes a new app client, and ends every sign-in."
  type        = bool
  default     = false
  nullable    = false
}

variable "read_attributes" {
  description = "Attributes that the app client may read."
  type        = set(string)
  default     = ["email", "email_verified", "locale", "name"]
  nullable    = false

  validation {
    condition     = alltrue([for name in ["email", "email_verified"] : contains(var.read_attributes, name)])
    error_message = "read_attributes must include email and email_verified, which Gatehouse answers at /auth/me."
  }

  validation {
    condition = alltrue([
      for name in var.read_attributes : contains(keys(var.custom_attributes), trimprefix(name, "custom:")) if startswith(name, "custom:")
    ])
    error_message = "read_attributes: each custom: name must be one of custom_attributes."
  }
}

variable "write_attributes" {
  description = "Attributes that the app client may write, and so every signed-in user of their own account."
  type        = set(string)
  default     = ["email", "locale", "name"]
  nullable    = false

  validation {
    condition     = contains(var.write_attributes, "email")
    error_message = "write_attributes must include email, which a registration sets."
  }

  validation {
    condition     = alltrue([for name in ["email_verified", "phone_number_verified", "sub"] : !contains(var.write_attributes, name)])
    error_message = "write_attributes must not include email_verified, phone_number_verified or sub: only Cognito writes them."
  }

  validation {
    condition = alltrue([
      for name in var.write_attributes : contains(keys(var.custom_attributes), trimprefix(name, "custom:")) if startswith(name, "custom:")
    ])
    error_message = "write_attributes: each custom: name must be one of custom_attributes."
  }
}

variable "access_token_validity_minutes" {
  description = "Life of an access token, 5 minutes to 24 hours. Short, because other services accept a token until it expires."
  type        = number
  default     = 15
  nullable    = false

  validation {
    condition = (
      var.access_token_validity_minutes >= 5 &&
      var.access_token_validity_minutes <= 1440 &&
      floor(var.access_token_validity_minutes) == var.access_token_validity_minutes
    )
    error_message = "access_token_validity_minutes must be a whole number from 5 to 1440 (24 hours)."
  }
}

variable "id_token_validity_minutes" {
  description = "Life of an ID token, 5 minutes to 24 hours."
  type        = number
  default     = 15
  nullable    = false

  validation {
    condition = (
      var.id_token_validity_minutes >= 5 &&
      var.id_token_validity_minutes <= 1440 &&
      floor(var.id_token_validity_minutes) == var.id_token_validity_minutes
    )
    error_message = "id_token_validity_minutes must be a whole number from 5 to 1440 (24 hours)."
  }
}

variable "refresh_token_validity_hours" {
  description = "Life of a refresh token, and so of a sign-in: 1 hour to 10 years. Rotation does not prolong it."
  type        = number
  default     = 720
  nullable    = false

  validation {
    condition = (
      var.refresh_token_validity_hours >= 1 &&
      var.refresh_token_validity_hours <= 87600 &&
      floor(var.refresh_token_validity_hours) == var.refresh_token_validity_hours
    )
    error_message = "refresh_token_validity_hours must be a whole number from 1 to 87600 (10 years)."
  }

  validation {
    condition     = var.refresh_token_validity_hours * 60 >= max(var.access_token_validity_minutes, var.id_token_validity_minutes)
    error_message = "refresh_token_validity_hours must not be shorter than the life of an access token or ID token."
  }
}

variable "auth_session_validity_minutes" {
  description = "Time to answer a challenge, 3 to 15 minutes; not shorter than `gatehouse.login.challenge-lifetime`."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition = (
      var.auth_session_validity_minutes >= 3 &&
      var.auth_session_validity_minutes <= 15 &&
      floor(var.auth_session_validity_minutes) == var.auth_session_validity_minutes
    )
    error_message = "auth_session_validity_minutes must be a whole number from 3 to 15."
  }
}

variable "refresh_token_rotation" {
  description = "Whether each refresh gives a new refresh token, and for how many seconds (0 to 60) the old one still works, for answers that got lost."
  type = object({
    enabled                    = optional(bool, true)
    retry_grace_period_seconds = optional(number, 30)
  })
  default  = {}
  nullable = false

  validation {
    condition = (
      var.refresh_token_rotation.retry_grace_period_seconds >= 0 &&
      var.refresh_token_rotation.retry_grace_period_seconds <= 60 &&
      floor(var.refresh_token_rotation.retry_grace_period_seconds) == var.refresh_token_rotation.retry_grace_period_seconds
    )
    error_message = "refresh_token_rotation.retry_grace_period_seconds must be a whole number from 0 to 60."
  }

  validation {
    condition     = !var.refresh_token_rotation.enabled || var.user_pool_tier != "LITE"
    error_message = "refresh_token_rotation.enabled needs the feature plan ESSENTIALS or PLUS: set user_pool_tier, or enabled to false."
  }
}

# OAuth, for sign-in with other identity providers

variable "oauth" {
  description = "Lets people sign in with the authorization code flow, on Cognito's own pages or with other identity providers. Gatehouse's callback is `<its address>/auth/oauth/callback`. Needs a domain."
  type = object({
    callback_urls = set(string)
    logout_urls   = optional(set(string), [])
    scopes        = optional(set(string), ["openid", "email", "aws.cognito.signin.user.admin"])
  })
  default = null

  validation {
    condition     = var.oauth == null || try(length(var.oauth.callback_urls) >= 1 && length(var.oauth.callback_urls) <= 100, false)
    error_message = "oauth.callback_urls must be 1 to 100 URLs."
  }

  validation {
    condition     = var.oauth == null || try(length(var.oauth.logout_urls) <= 100, false)
    error_message = "oauth.logout_urls must be at most 100 URLs."
  }

  validation {
    condition = var.oauth == null || try(alltrue([
      for url in setunion(var.oauth.callback_urls, var.oauth.logout_urls) :
      can(regex("^[a-z][a-z0-9+.-]*://[^#\\s]+$", url)) && (!startswith(url, "http://") || can(regex("^http://localhost([:/]|$)", url)))
    ]), false)
    error_message = "oauth: a callback or logout URL must be absolute, without a fragment, and not http:// except for http://localhost."
  }

  validation {
    condition     = var.oauth == null || try(length(var.oauth.scopes) >= 1 && length(var.oauth.scopes) <= 50, false)
    error_message = "oauth.scopes must be 1 to 50 scopes."
  }

  validation {
    condition     = var.oauth == null || try(contains(var.oauth.scopes, "openid"), false)
    error_message = "oauth.scopes must include openid, without which there is no ID token."
  }

  validation {
    condition = var.oauth == null || try(length(setsubtract(var.oauth.scopes, concat(
      ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"],
      flatten([for identifier, server in var.resource_servers : [for scope in keys(server.scopes) : "${identifier}/${scope}"]])
    ))) == 0, false)
    error_message = "oauth.scopes must be openid, email, phone, profile, aws.cognito.signin.user.admin, or <identifier>/<scope> of resource_servers."
  }

  validation {
    condition     = var.oauth == null || var.domain != null
    error_message = "oauth needs domain: Cognito's pages are served there."
  }
}

variable "identity_providers" {
  description = "Other identity providers by name: `OIDC` with its `issuer`, or `Google`, whose name must be `Google`. Needs `oauth`, and the client secret of each in `identity_provider_secrets`."
  type = map(object({
    type      = optional(string, "OIDC")
    client_id = string
    issuer    = optional(string)
    scopes    = optional(set(string), ["openid", "email", "profile"])
    attribute_mapping = optional(map(string), {
      email          = "email"
      email_verified = "email_verified"
      name           = "name"
    })
  }))
  default  = {}
  nullable = false

  validation {
    condition     = length(var.identity_providers) == 0 || var.oauth != null
    error_message = "identity_providers need oauth: people sign in with them by the authorization code flow."
  }

  validation {
    condition     = alltrue([for provider in values(var.identity_providers) : contains(["OIDC", "Google"], provider.type)])
    error_message = "identity_providers: type must be OIDC or Google."
  }

  validation {
    condition     = alltrue([for name, provider in var.identity_providers : (name == "Google") == (provider.type == "Google")])
    error_message = "identity_providers: Cognito wants the name Google for the type Google, and another one for the type OIDC."
  }

  validation {
    condition     = alltrue([for name in keys(var.identity_providers) : can(regex("^[A-Za-z][A-Za-z0-9-]{2,31}$", name)) && upper(name) != "COGNITO"])
    error_message = "identity_providers: a name must be 3 to 32 letters, digits or hyphens, begin with a letter, and not be COGNITO."
  }

  validation {
    condition = alltrue([
      for provider in values(var.identity_providers) :
      provider.type == "OIDC" ? can(regex("^https://[^?#\\s]+$", provider.issuer)) : provider.issuer == null
    ])
    error_message = "identity_providers: issuer must be an https:// URL for the type OIDC, and must be left out for Google."
  }

  validation {
    condition     = alltrue([for provider in values(var.identity_providers) : contains(provider.scopes, "openid")])
    error_message = "identity_providers: scopes must include openid."
  }

  validation {
    condition     = alltrue([for provider in values(var.identity_providers) : contains(keys(provider.attribute_mapping), "email")])
    error_message = "identity_providers: attribute_mapping must include email, which Gatehouse needs of every user."
  }

  # Otherwise the sign-in fails: Cognito writes these attributes each time, with the rights of the app client.
  validation {
    condition = alltrue(flatten([
      for provider in values(var.identity_providers) : [
        for name in keys(provider.attribute_mapping) :
        contains(concat(tolist(var.write_attributes), ["email_verified", "phone_number_verified"]), name)
      ]
    ]))
    error_message = "identity_providers: attribute_mapping may name only write_attributes, email_verified and phone_number_verified."
  }
}

variable "identity_provider_secrets" {
  description = "Client secret of each of `identity_providers`, by its name."
  type        = map(string)
  default     = {}
  nullable    = false
  sensitive   = true

  validation {
    condition     = toset(keys(var.identity_provider_secrets)) == toset(keys(var.identity_providers))
    error_message = "identity_provider_secrets must have the names of identity_providers."
  }
}

variable "domain" {
  description = "Domain of Cognito's own pages: a prefix of amazoncognito.com, or with a certificate (of us-east-1) a name of your own."
  type = object({
    name                  = string
    certificate_arn       = optional(string)
    managed_login_version = optional(number, 1)
  })
  default = null

  validation {
    condition = (
      try(var.domain.certificate_arn, null) != null ||
      var.domain == null ||
      can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.domain.name)) && !can(regex("aws|amazon|cognito", var.domain.name))
    )
    error_message = "domain.name without a certificate is a prefix: 1 to 63 lower-case letters, digits or hyphens, without aws, amazon or cognito in it."
  }

  validation {
    condition = (
      try(var.domain.certificate_arn, null) == null ||
      can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain.name))
    )
    error_message = "domain.name with a certificate must be a full name such as auth.example.com."
  }

  validation {
    condition = (
      try(var.domain.certificate_arn, null) == null ||
      can(regex("^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/\\S+$", var.domain.certificate_arn))
    )
    error_message = "domain.certificate_arn must be the ARN of an ACM certificate in us-east-1."
  }

  validation {
    condition     = var.domain == null || contains([1, 2], try(var.domain.managed_login_version, 0))
    error_message = "domain.managed_login_version must be 1 (classic hosted UI) or 2 (managed login)."
  }

  validation {
    condition     = try(var.domain.managed_login_version, 1) != 2 || var.user_pool_tier != "LITE"
    error_message = "domain.managed_login_version 2 needs the feature plan ESSENTIALS or PLUS: set user_pool_tier."
  }
}

variable "resource_servers" {
  description = "Resource servers by identifier, each with its scopes: their descriptions by name."
  type = map(object({
    name   = optional(string)
    scopes = map(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for identifier in keys(var.resource_servers) : can(regex("^[!#-\\[\\]-~]{1,256}$", identifier))])
    error_message = "resource_servers: an identifier must be 1 to 256 printable ASCII characters without spaces, quotes or backslashes."
  }

  validation {
    condition     = alltrue([for server in values(var.resource_servers) : server.name == null || can(regex("^[\\w\\s+=,.@-]{1,256}$", server.name))])
    error_message = "resource_servers: a name must be 1 to 256 letters, digits, spaces or characters of _+=,.@-."
  }

  validation {
    condition     = alltrue([for server in values(var.resource_servers) : length(server.scopes) <= 100])
    error_message = "resource_servers: a resource server has at most 100 scopes."
  }

  validation {
    condition     = alltrue(flatten([for server in values(var.resource_servers) : [for scope in keys(server.scopes) : can(regex("^[!#-.0-\\[\\]-~]{1,256}$", scope))]]))
    error_message = "resource_servers: the name of a scope must be 1 to 256 printable ASCII characters without spaces, quotes, slashes or backslashes."
  }

  validation {
    condition     = alltrue(flatten([for server in values(var.resource_servers) : [for description in values(server.scopes) : length(description) >= 1 && length(description) <= 256]]))
    error_message = "resource_servers: the description of a scope must be 1 to 256 characters long."
  }
}

# Access and secrets

variable "administration" {
  description = "What administrators may do through Gatehouse beyond ending sessions and removing second factors: `read` (search accounts, see them and the groups), `users` (invite people, change, disable and delete accounts), `groups` (change groups and who is in them)."
  type = object({
    read   = optional(bool, false)
    users  = optional(bool, false)
    groups = optional(bool, false)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for feature in values(var.administration) : feature != null])
    error_message = "administration.read, administration.users and administration.groups must be true or false."
  }
}

variable "irsa" {
  description = "Makes an IAM role for the service account under which Gatehouse runs on EKS (IRSA)."
  type = object({
    oidc_provider_arn = string
    namespace         = string
    service_account   = string
  })
  default = null

  validation {
    condition     = var.irsa == null || can(regex("^arn:[a-z-]+:iam::[0-9]{12}:oidc-provider/\\S+$", var.irsa.oidc_provider_arn))
    error_message = "irsa.oidc_provider_arn must be the ARN of the cluster's IAM OIDC provider."
  }

  # Exact names: a pattern such as * would give the role to other workloads.
  validation {
    condition     = var.irsa == null || can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.irsa.namespace))
    error_message = "irsa.namespace must be the name of one Kubernetes namespace."
  }

  validation {
    condition     = var.irsa == null || can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", var.irsa.service_account))
    error_message = "irsa.service_account must be the name of one Kubernetes service account."
  }
}

variable "client_secret_store" {
  description = "Keeps the client secret in Secrets Manager too, as plain text; `{}` takes every default."
  type = object({
    name                    = optional(string)
    kms_key_arn             = optional(string)
    recovery_window_in_days = optional(number, 30)
  })
  default = null

  validation {
    condition     = var.client_secret_store == null || !var.public_client
    error_message = "client_secret_store needs a client secret, and a public client has none: set public_client to false."
  }

  validation {
    condition     = try(var.client_secret_store.name, null) == null || can(regex("^[A-Za-z0-9/_+=.@-]{1,512}$", var.client_secret_store.name))
    error_message = "client_secret_store.name must be 1 to 512 letters, digits or characters of /_+=.@-."
  }

  validation {
    condition     = try(var.client_secret_store.kms_key_arn, null) == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/\\S+$", var.client_secret_store.kms_key_arn))
    error_message = "client_secret_store.kms_key_arn must be the ARN of a KMS key or alias."
  }

  validation {
    condition     = var.client_secret_store == null || contains(concat([0], range(7, 31)), try(var.client_secret_store.recovery_window_in_days, -1))
    error_message = "client_secret_store.recovery_window_in_days must be a whole number from 7 to 30, or 0 to delete at once."
  }
}
