package dev.gatehouse.browser;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class SessionRefreshIT extends SessionRefreshTest {}
