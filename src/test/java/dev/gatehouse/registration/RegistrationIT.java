package dev.gatehouse.registration;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RegistrationIT extends RegistrationTest {}
