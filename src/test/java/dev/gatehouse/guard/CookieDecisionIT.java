package dev.gatehouse.guard;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class CookieDecisionIT extends CookieDecisionTest {}
