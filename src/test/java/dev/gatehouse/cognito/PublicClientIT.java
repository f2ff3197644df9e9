package dev.gatehouse.cognito;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class PublicClientIT extends PublicClientTest {}
