package dev.gatehouse.admin;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class RepeatedInvitationIT extends RepeatedInvitationTest {}
