package dev.gatehouse.cognito;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BudgetIT extends BudgetTest {}
