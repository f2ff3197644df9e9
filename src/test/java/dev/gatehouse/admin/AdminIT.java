package dev.gatehouse.admin;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AdminIT extends AdminTest {}
