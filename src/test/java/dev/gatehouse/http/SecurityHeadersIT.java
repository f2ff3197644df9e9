package dev.gatehouse.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class SecurityHeadersIT extends SecurityHeadersTest {}
