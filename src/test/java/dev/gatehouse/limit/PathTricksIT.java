package dev.gatehouse.limit;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class PathTricksIT extends PathTricksTest {}
