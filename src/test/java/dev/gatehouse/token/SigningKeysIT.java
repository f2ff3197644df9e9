package dev.gatehouse.token;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class SigningKeysIT extends SigningKeysTest {}
