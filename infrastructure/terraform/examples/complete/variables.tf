variable "region" {
  description = "Region of the pool."
  type        = string
  default     = "eu-west-1"
}

variable "mail_domain" {
  description = "Domain that mail is sent from."
  type        = string
}

variable "ses_identity_arn" {
  description = "ARN of the verified SES identity of that domain."
  type        = string
}

variable "domain" {
  description = "Full name of Cognito's own pages, such as auth.example.com."
  type        = string
}

variable "certificate_arn" {
  description = "ARN of its certificate in us-east-1."
  type        = string
}

variable "oidc_provider_arn" {
  description = "ARN of the IAM OIDC provider of the EKS cluster."
  type        = string
}

variable "kms_key_arn" {
  description = "ARN of the key that encrypts the stored client secret."
  type        = string
}

variable "google_client_id" {
  description = "Client id of the pool at Google."
  type        = string
}

variable "identity_provider_secrets" {
  description = "Client secrets of the pool at `Google` and `Workforce`."
  type        = map(string)
  sensitive   = true
}
