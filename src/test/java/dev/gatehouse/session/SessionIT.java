package dev.gatehouse.session;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SessionIT extends SessionTest {}
