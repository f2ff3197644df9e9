package dev.gatehouse.problem;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class HostileBodyIT extends HostileBodyTest {}
