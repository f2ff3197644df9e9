package dev.gatehouse;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FlowIT extends FlowTest {}
