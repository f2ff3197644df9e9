package dev.gatehouse.token;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SigningKeysIT extends SigningKeysTest {}
