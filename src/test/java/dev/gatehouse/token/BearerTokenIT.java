package dev.gatehouse.token;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BearerTokenIT extends BearerTokenTest {}
