package dev.gatehouse;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("repeat")
@QuarkusIntegrationTest
class FlowIT extends FlowTest {}
