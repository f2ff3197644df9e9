package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("proof")
@WithTestResource(UpstreamTest.ImpatientPool.class)
class UpstreamTest {

    /**
     * Cognito gets two seconds to answer, its failures open no circuit, and it is asked for one recovery per second, for
     * {@link BudgetTest}.
     */
    public static class ImpatientPool extends PoolResource {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            settings.put("quarkus.cognito-user-pools.api-call-timeout", "2s");
            settings.put("gatehouse.cognito.circuit-window", "1000");
            settings.put("gatehouse.cognito.quota.user-account-recovery", "1");
            return settings;
        }
    }

    private String email;

    @BeforeEach
    void aMember() {
        Pool.reset();
        email = Api.member();
    }

    @AfterEach
    void healed() {
        Pool.healed();
    }

    private static void faultOn(String operation, Map<String, Object> fault) {
        Map<String, Object> all = new java.util.HashMap<>(fault);
        all.put("operation", operation);
        Pool.fault(all);
    }

    @Nested
    class Answers {
        @Test
        void throttlingIs503WithRetryAfter() {
            faultOn("InitiateAuth", Map.of("kind", "error", "error", "TooManyRequestsException"));

            Api.login(email, Api.PASSWORD)
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("upstream_busy"))
                    .header("Retry-After", notNullValue());
        }

        @Test
        void internalErrorOfCognitoIs503WithRetryAfter() {
            faultOn("InitiateAuth", Map.of("kind", "error", "error", "InternalErrorException", "status", 500));

            Api.login(email, Api.PASSWORD)
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("upstream_unavailable"))
                    .header("Retry-After", notNullValue());
        }

        @ParameterizedTest
        @CsvSource({"hang", "drop"})
        void silenceIs503(String kind) {
            faultOn("InitiateAuth", Map.of("kind", kind));

            Api.login(email, Api.PASSWORD).then().statusCode(503).body("code", equalTo("upstream_unavailable"));
        }

        @Test
        void garbageIs502() {
            faultOn("InitiateAuth", Map.of("kind", "garbage"));

            Api.login(email, Api.PASSWORD).then().statusCode(502).body("code", equalTo("invalid_upstream_response"));
        }

        @Test
        void unknownErrorIs502() {
            faultOn("InitiateAuth", Map.of("kind", "error", "error", "NobodyKnowsThisException"));

            Api.login(email, Api.PASSWORD).then().statusCode(502).body("code", equalTo("invalid_upstream_response"));
        }

        @Test
        void unknownClientIs500ForTheOperatorToMend() {
            faultOn("InitiateAuth", Map.of("kind", "error", "error", "ResourceNotFoundException"));

            Api.login(email, Api.PASSWORD).then().statusCode(500).body("code", equalTo("misconfigured"));
        }

        @Test
        void refusalOfATriggerIs403OnSignUp() {
            faultOn("SignUp", Map.of("kind", "error", "error", "UserLambdaValidationException"));

            Api.register(Api.someone()).then().statusCode(403).body("code", equalTo("refused_by_pool"));
        }
    }

    @Nested
    class Repeating {
        @Test
        void safeCallIsRepeatedUntilItWorks() {
            String token = Api.signedIn(email).getString("access_token");
            faultOn("GetUser", Map.of("kind", "status", "status", 500, "times", 2));

            Api.me(token).then().statusCode(200);
        }

        @Test
        void safeCallIsRepeatedWhenThrottled() {
            String token = Api.signedIn(email).getString("access_token");
            faultOn("GetUser", Map.of("kind", "error", "error", "TooManyRequestsException", "times", 1));

            Api.me(token).then().statusCode(200);
        }

        @Test
        void safeCallIsRepeatedTwiceAtMost() {
            String token = Api.signedIn(email).getString("access_token");
            faultOn("GetUser", Map.of("kind", "status", "status", 500));
            int before = Pool.calls("GetUser");

            Api.me(token).then().statusCode(503);

            assertThat(Pool.calls("GetUser") - before).isEqualTo(3);
        }

        @ParameterizedTest
        @CsvSource({"status", "drop", "hang"})
        void signUpIsNeverRepeated(String kind) {
            faultOn("SignUp", Map.of("kind", kind, "status", 500));
            int before = Pool.calls("SignUp");

            Api.register(Api.someone()).then().statusCode(503);

            assertThat(Pool.calls("SignUp") - before).isEqualTo(1);
        }

        @Test
        void signInIsNeverRepeated() {
            faultOn("InitiateAuth", Map.of("kind", "status", "status", 500));
            int before = Pool.calls("InitiateAuth");

            Api.login(email, Api.PASSWORD).then().statusCode(503);

            assertThat(Pool.calls("InitiateAuth") - before).isEqualTo(1);
        }
    }
}
