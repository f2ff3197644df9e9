terraform {
  # 1.9 is the first release whose variable validations may look at other variables.
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # 5.100 knows refresh-token rotation.
      version = ">= 5.100, < 7"
    }
  }
}
