package dev.gatehouse.login;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class PasskeySignInIT extends PasskeySignInTest {}
