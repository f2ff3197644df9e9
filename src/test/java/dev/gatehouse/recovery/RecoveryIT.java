package dev.gatehouse.recovery;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class RecoveryIT extends RecoveryTest {}
