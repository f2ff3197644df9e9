output "environment" {
  description = "For the ConfigMap of Gatehouse."
  value       = module.gatehouse.environment
}

output "client_secret_arn" {
  description = "For what brings secrets into the cluster; `COGNITO_CLIENT_SECRET_FILE` names the mounted file."
  value       = module.gatehouse.client_secret_arn
}

output "role_arn" {
  description = "For the annotation eks.amazonaws.com/role-arn of the service account."
  value       = module.gatehouse.role_arn
}

output "domain_target" {
  description = "For the DNS alias of the domain."
  value       = module.gatehouse.domain_target
}
