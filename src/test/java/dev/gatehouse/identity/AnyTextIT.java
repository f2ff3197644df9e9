package dev.gatehouse.identity;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AnyTextIT extends AnyTextTest {}
