package dev.gatehouse.metrics;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class MetricsIT extends MetricsTest {}
