package dev.gatehouse.registration;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class RegistrationIT extends RegistrationTest {}
