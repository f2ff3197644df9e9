package dev.gatehouse.token;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class BearerTokenIT extends BearerTokenTest {}
