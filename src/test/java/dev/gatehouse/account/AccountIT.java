package dev.gatehouse.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AccountIT extends AccountTest {}
