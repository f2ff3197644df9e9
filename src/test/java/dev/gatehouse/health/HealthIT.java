package dev.gatehouse.health;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class HealthIT extends HealthTest {}
