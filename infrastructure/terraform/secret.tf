resource "aws_secretsmanager_secret" "client" {
  count = var.client_secret_store == null ? 0 : 1

  name                    = coalesce(var.client_secret_store.name, "${var.name}/cognito-client-secret")
  description             = "Secret of the Cognito app client of ${var.name}."
  kms_key_id              = var.client_secret_store.kms_key_arn
  recovery_window_in_days = var.client_secret_store.recovery_window_in_days
  tags                    = var.tags
}

# Plain text, so that it can be mounted as the file that COGNITO_CLIENT_SECRET_FILE names.
resource "aws_secretsmanager_secret_version" "client" {
  count = var.client_secret_store == null ? 0 : 1

  secret_id     = aws_secretsmanager_secret.client[0].id
  secret_string = aws_cognito_user_pool_client.this.client_secret
}
