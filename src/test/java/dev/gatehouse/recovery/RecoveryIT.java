package dev.gatehouse.recovery;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RecoveryIT extends RecoveryTest {}
