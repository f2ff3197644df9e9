package dev.gatehouse.problem;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class ProblemIT extends ProblemTest {}
