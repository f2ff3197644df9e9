package dev.gatehouse.cognito;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class RevealingIT extends RevealingTest {}
