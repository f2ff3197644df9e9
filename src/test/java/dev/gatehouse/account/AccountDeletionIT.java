package dev.gatehouse.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("repeat")
class AccountDeletionIT extends AccountDeletionTest {}
