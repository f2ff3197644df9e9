package dev.gatehouse.health;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.WatchedPool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(WatchedPool.class)
class HealthTest {

    @BeforeEach
    void well() {
        Pool.reset();
        await(200);
    }

    @AfterEach
    void healed() {
        Pool.healed();
    }

    /** Asks until the answer has the status: a check counts for a while. */
    private static Response await(int status) {
        Response response = get("/health");
        for (int i = 0; i < 200 && response.statusCode() != status; i++) {
            pause();
            response = get("/health");
        }
        response.then().statusCode(status);
        return response;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void poolAnswers(Map<String, Object> fault) {
        Pool.fault(Map.of("operation", "jwks", "kind", fault.get("kind"), "times", 1000, "status", 500));
    }

    @Nested
    class WhenAllIsWell {

        @Test
        void healthIsOk() {
            get("/health").then().statusCode(200).body("status", equalTo("healthy"));
        }

        @Test
        void uptimeIsANumberOfSeconds() {
            get("/health").then().body("uptime", greaterThan(0f));
        }

        @Test
        void timestampIsRfc3339() {
            get("/health")
                    .then()
                    .body("timestamp", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));
        }

        @Test
        void versionIsTold() {
            get("/health").then().body("version", matchesPattern("\\d+\\.\\d+\\.\\d+.*"));
        }

        @Test
        void everythingItLeansOnIsUp() {
            get("/health")
                    .then()
                    .body("checks.status", everyItem(equalTo("up")))
                    .body(
                            "checks.name.findAll { it != 'graceful_shutdown' }",
                            containsInAnyOrder("cognito", "signing_keys", "circuit", "warm_up", "revocation_store"));
        }

        @Test
        void latencyOfThePoolIsTold() {
            get("/health").then().body("checks.find { it.name == 'cognito' }.latency_ms", greaterThanOrEqualTo(0));
        }

        @ParameterizedTest
        @ValueSource(strings = {"/health/live", "/health/ready", "/health/started"})
        void probesAreUp(String probe) {
            get(probe).then().statusCode(200).body("status", equalTo("UP"));
        }

        @Test
        void manyWhoAskCauseFewCalls() throws Exception {
            int before = Pool.calls("jwks");
            long begun = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                    threads.submit(() -> get("/health"));
                }
            }
            long intervals = (System.nanoTime() - begun) / 200_000_000 + 1;
            assertThat((long) Pool.calls("jwks") - before).isLessThanOrEqualTo(intervals + 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/q", "/q/health", "/q/metrics", "/q/health/ready", "/q/dev-ui"})
        void whatTheFrameworkServesItselfIsHidden(String path) {
            get(path).then().statusCode(404).contentType("application/problem+json");
        }
    }

    @Nested
    class WhenThePoolIsAway {

        @ParameterizedTest
        @ValueSource(strings = {"drop", "hang", "garbage", "status"})
        void healthIsDown(String kind) {
            poolAnswers(Map.of("kind", kind));
            await(503)
                    .then()
                    .body("status", equalTo("unhealthy"))
                    .body("checks.find { it.name == 'cognito' }.status", equalTo("down"))
                    .body("checks.find { it.name == 'signing_keys' }.status", equalTo("up"));
        }

        @Test
        void answerTellsNoAddressAndNoException() {
            poolAnswers(Map.of("kind", "drop"));
            assertThat(await(503).body().asString()).doesNotContain("127.0.0.1", "localhost", "Exception", "http:");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/health/live", "/health/ready", "/health/started"})
        void probesStayUp(String probe) {
            poolAnswers(Map.of("kind", "drop"));
            await(503);
            get(probe).then().statusCode(200);
        }

        @Test
        void tokensAreStillAccepted() {
            String token = Api.signedIn(Api.member()).getString("access_token");
            Api.me(token).then().statusCode(200);
            poolAnswers(Map.of("kind", "drop"));
            await(503);
            Api.me(token).then().statusCode(200);
        }

        /** The pool may have made its key meanwhile: after a 401, a client would throw away a good token. */
        @Test
        void tokenOfAKeyThatIsNotHeldCannotBeJudged() {
            String token = Pool.mint("foreign", Map.of("kid", "made-meanwhile"), Map.of("iss", Pool.issuer()));
            poolAnswers(Map.of("kind", "drop"));
            await(503);
            Api.me(token).then().statusCode(503).body("code", equalTo("keys_unavailable"));
        }

        @Test
        void healthIsBackWhenThePoolIs() {
            poolAnswers(Map.of("kind", "drop"));
            await(503);
            Pool.healed();
            await(200).then().body("status", equalTo("healthy"));
        }
    }

    @Test
    void openCircuitIsDown() {
        Pool.fault(Map.of(
                "operation",
                "InitiateAuth",
                "kind",
                "error",
                "error",
                "InternalErrorException",
                "status",
                500,
                "times",
                50));
        for (int i = 0; i < 5; i++) {
            Api.login("somebody@example.com", Api.PASSWORD);
        }
        given().get("/health")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'circuit' }.status", equalTo("down"))
                .body("checks.find { it.name == 'circuit' }.state", not(equalTo("closed")));
    }
}
