package dev.gatehouse.identity;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class AnyTextIT extends AnyTextTest {}
