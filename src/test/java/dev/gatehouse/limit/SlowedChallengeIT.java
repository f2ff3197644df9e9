package dev.gatehouse.limit;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class SlowedChallengeIT extends SlowedChallengeTest {}
