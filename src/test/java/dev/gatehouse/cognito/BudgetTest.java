package dev.gatehouse.cognito;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(UpstreamTest.ImpatientPool.class)
class BudgetTest {
    private static final int FLOOD = 100;

    @Test
    void callBeyondTheBudgetIsToldToComeBack() {
        overBudget()
                .then()
                .statusCode(503)
                .body("code", equalTo("upstream_busy"))
                .header("Retry-After", "1");
    }

    @Test
    void callBeyondTheBudgetIsNotMade() {
        int asked = Pool.calls("ForgotPassword");
        long granted = Stream.generate(BudgetTest::forgot)
                .limit(FLOOD)
                .filter(answer -> answer.statusCode() == 202)
                .count();

        assertThat(Pool.calls("ForgotPassword") - asked).isEqualTo((int) granted);
    }

    @Test
    void floodOfRecoveriesDoesNotStarveSignIns() {
        overBudget();

        Api.login("demo@example.com", "demo-Passw0rd!").then().statusCode(200);
    }

    @Test
    void callBeyondTheBudgetIsCounted() {
        overBudget();

        given().accept("text/plain")
                .get("/metrics")
                .then()
                .body(containsString(
                        "gatehouse_upstream_seconds_count{operation=\"ForgotPassword\",outcome=\"over_budget\""));
    }

    private static Response overBudget() {
        return Stream.generate(BudgetTest::forgot)
                .limit(FLOOD)
                .filter(answer -> answer.statusCode() != 202)
                .findFirst()
                .orElseThrow();
    }

    private static Response forgot() {
        return Api.post("/auth/forgot-password", Map.of("email", Api.someone()));
    }
}
