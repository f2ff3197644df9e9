# Plans only: an apply would have to destroy the pool afterwards, which the module prevents.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "reading_without_the_email_is_refused" {
  command = plan

  variables {
    read_attributes = ["email_verified", "name"]
  }

  expect_failures = [var.read_attributes]
}

run "reading_without_the_verification_is_refused" {
  command = plan

  variables {
    read_attributes = ["email", "name"]
  }

  expect_failures = [var.read_attributes]
}

run "writing_without_the_email_is_refused" {
  command = plan

  variables {
    write_attributes = ["name"]
  }

  expect_failures = [var.write_attributes]
}

run "writing_the_verification_is_refused" {
  command = plan

  variables {
    write_attributes = ["email", "email_verified"]
  }

  expect_failures = [var.write_attributes]
}

run "writing_the_subject_is_refused" {
  command = plan

  variables {
    write_attributes = ["email", "sub"]
  }

  expect_failures = [var.write_attributes]
}

run "an_access_token_of_4_minutes_is_refused" {
  command = plan

  variables {
    access_token_validity_minutes = 4
  }

  expect_failures = [var.access_token_validity_minutes]
}

run "an_access_token_of_more_than_a_day_is_refused" {
  command = plan

  variables {
    access_token_validity_minutes = 1441
  }

  expect_failures = [var.access_token_validity_minutes]
}

run "an_access_token_with_a_fraction_is_refused" {
  command = plan

  variables {
    access_token_validity_minutes = 7.5
  }

  expect_failures = [var.access_token_validity_minutes]
}

run "an_id_token_of_4_minutes_is_refused" {
  command = plan

  variables {
    id_token_validity_minutes = 4
  }

  expect_failures = [var.id_token_validity_minutes]
}

run "an_id_token_of_more_than_a_day_is_refused" {
  command = plan

  variables {
    id_token_validity_minutes = 1441
  }

  expect_failures = [var.id_token_validity_minutes]
}

run "an_id_token_with_a_fraction_is_refused" {
  command = plan

  variables {
    id_token_validity_minutes = 7.5
  }

  expect_failures = [var.id_token_validity_minutes]
}

run "a_refresh_token_of_no_time_is_refused" {
  command = plan

  variables {
    refresh_token_validity_hours = 0
  }

  expect_failures = [var.refresh_token_validity_hours]
}

run "a_refresh_token_of_more_than_ten_years_is_refused" {
  command = plan

  variables {
    refresh_token_validity_hours = 87601
  }

  expect_failures = [var.refresh_token_validity_hours]
}

run "a_refresh_token_with_a_fraction_is_refused" {
  command = plan

  variables {
    refresh_token_validity_hours = 1.5
  }

  expect_failures = [var.refresh_token_validity_hours]
}

run "a_refresh_token_shorter_than_the_access_token_is_refused" {
  command = plan

  variables {
    access_token_validity_minutes = 61
    refresh_token_validity_hours  = 1
  }

  expect_failures = [var.refresh_token_validity_hours]
}

run "a_refresh_token_shorter_than_the_id_token_is_refused" {
  command = plan

  variables {
    id_token_validity_minutes    = 61
    refresh_token_validity_hours = 1
  }

  expect_failures = [var.refresh_token_validity_hours]
}

run "a_challenge_of_2_minutes_is_refused" {
  command = plan

  variables {
    auth_session_validity_minutes = 2
  }

  expect_failures = [var.auth_session_validity_minutes]
}

run "a_challenge_of_16_minutes_is_refused" {
  command = plan

  variables {
    auth_session_validity_minutes = 16
  }

  expect_failures = [var.auth_session_validity_minutes]
}

run "a_challenge_with_a_fraction_is_refused" {
  command = plan

  variables {
    auth_session_validity_minutes = 3.5
  }

  expect_failures = [var.auth_session_validity_minutes]
}

run "a_negative_grace_period_is_refused" {
  command = plan

  variables {
    refresh_token_rotation = { retry_grace_period_seconds = -1 }
  }

  expect_failures = [var.refresh_token_rotation]
}

run "a_grace_period_of_61_seconds_is_refused" {
  command = plan

  variables {
    refresh_token_rotation = { retry_grace_period_seconds = 61 }
  }

  expect_failures = [var.refresh_token_rotation]
}

run "a_grace_period_with_a_fraction_is_refused" {
  command = plan

  variables {
    refresh_token_rotation = { retry_grace_period_seconds = 0.5 }
  }

  expect_failures = [var.refresh_token_rotation]
}

run "oauth_without_the_scope_openid_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = ["https://example.com/"], scopes = ["email"] }
  }

  expect_failures = [var.oauth]
}

run "oauth_without_a_callback_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = [] }
  }

  expect_failures = [var.oauth]
}

run "a_101st_callback_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = [for i in range(101) : "https://example.com/${i}"] }
  }

  expect_failures = [var.oauth]
}

run "a_101st_logout_url_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = ["https://example.com/"], logout_urls = [for i in range(101) : "https://example.com/${i}"] }
  }

  expect_failures = [var.oauth]
}

run "a_callback_by_plain_http_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = ["http://example.com/"] }
  }

  expect_failures = [var.oauth]
}

run "a_callback_to_a_lookalike_of_localhost_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = ["http://localhost.example.com/"] }
  }

  expect_failures = [var.oauth]
}

run "a_callback_with_a_fragment_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = ["https://example.com/#here"] }
  }

  expect_failures = [var.oauth]
}

run "a_relative_logout_url_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = ["https://example.com/"], logout_urls = ["/bye"] }
  }

  expect_failures = [var.oauth]
}

run "oauth_without_a_domain_is_refused" {
  command = plan

  variables {
    oauth = { callback_urls = ["https://example.com/"] }
  }

  expect_failures = [var.oauth]
}

run "oauth_without_a_scope_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = ["https://example.com/"], scopes = [] }
  }

  expect_failures = [var.oauth]
}

run "a_51st_oauth_scope_is_refused" {
  command = plan

  variables {
    resource_servers = { orders = { scopes = { for i in range(51) : "s${i}" => "A scope." } } }
    domain           = { name = "example" }
    oauth            = { callback_urls = ["https://example.com/"], scopes = concat(["openid"], [for i in range(50) : "orders/s${i}"]) }
  }

  expect_failures = [var.oauth]
}

run "an_oauth_scope_that_no_resource_server_has_is_refused" {
  command = plan

  variables {
    domain = { name = "example" }
    oauth  = { callback_urls = ["https://example.com/"], scopes = ["openid", "orders/place"] }
  }

  expect_failures = [var.oauth]
}

run "rotation_in_the_lite_plan_is_refused" {
  command = plan

  variables {
    user_pool_tier = "LITE"
  }

  expect_failures = [var.refresh_token_rotation]
}

run "the_lite_plan_without_rotation_is_accepted" {
  command = plan

  variables {
    user_pool_tier         = "LITE"
    refresh_token_rotation = { enabled = false }
  }
}

run "reading_a_custom_attribute_that_the_pool_lacks_is_refused" {
  command = plan

  variables {
    read_attributes = ["email", "email_verified", "custom:tenant"]
  }

  expect_failures = [var.read_attributes]
}

run "writing_a_custom_attribute_that_the_pool_lacks_is_refused" {
  command = plan

  variables {
    write_attributes = ["email", "custom:tenant"]
  }

  expect_failures = [var.write_attributes]
}
