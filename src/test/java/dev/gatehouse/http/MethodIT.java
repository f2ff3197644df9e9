package dev.gatehouse.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MethodIT extends MethodTest {}
