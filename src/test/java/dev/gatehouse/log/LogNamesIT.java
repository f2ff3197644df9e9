package dev.gatehouse.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The log of the packaged application with the names of OpenTelemetry and of ECS. */
@Tag("proof")
class LogNamesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final String SIGNED_IN = "request-1";
    private static final String FAILED = "request-2";

    /** A launch with a sign-in that succeeds and one that Cognito fails. */
    private static final class Run implements AutoCloseable {
        private final OwnPool pool = new OwnPool();
        private final Gatehouse gatehouse;
        private final String loggerName;

        Run(String names, String loggerName) {
            this.loggerName = loggerName;
            this.gatehouse = pool.launch().env("GATEHOUSE_LOG_NAMES", names).start("/health/ready");
            signIn(SIGNED_IN, 200);
            RestAssured.given()
                    .contentType("application/json")
                    .body(Map.of("operation", "InitiateAuth", "kind", "error", "error", "ResourceNotFoundException"))
                    .post(pool.endpoint() + "/control/faults");
            signIn(FAILED, 500);
        }

        private void signIn(String id, int status) {
            RestAssured.given(new RequestSpecBuilder()
                            .setBaseUri(gatehouse.address())
                            .setPort(gatehouse.address().getPort())
                            .build())
                    .header("X-Request-Id", id)
                    .contentType("application/json")
                    .body(DEMO)
                    .post("/auth/login")
                    .then()
                    .statusCode(status);
        }

        JsonNode line(String logger, String id) {
            return json(gatehouse.awaitLine(line ->
                    line.contains("\"" + loggerName + "\":\"" + logger + "\"") && line.contains("\"" + id + "\"")));
        }

        @Override
        public void close() {
            gatehouse.close();
            pool.close();
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    private static void assertEveryLineHas(Run run, String... names) {
        assertThat(run.gatehouse.lines()).hasSizeGreaterThan(3).allSatisfy(line -> {
            assertThat(json(line).properties()).extracting(Map.Entry::getKey).contains(names);
            assertThat(line).doesNotContain("demo@example.com", "demo-Passw0rd!");
        });
    }

    @Tag("proof")
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Otel {
        private Run run;

        @BeforeAll
        void start() {
            run = new Run("otel", "otel.scope.name");
        }

        @AfterAll
        void stop() {
            run.close();
        }

        @Test
        void requestHasTheAttributesOfHttp() {
            JsonNode line = run.line("access", SIGNED_IN);
            assertThat(line.path("http.request.method").asText()).isEqualTo("POST");
            assertThat(line.path("http.route").asText()).isEqualTo("/auth/login");
            assertThat(line.path("http.response.status_code").asInt()).isEqualTo(200);
            assertThat(line.path("client.address").asText()).isEqualTo("127.0.0.1");
            assertThat(line.path("enduser.id").asText()).matches("[0-9a-f-]{36}");
            assertThat(line.path("gatehouse.duration_ms").isNumber()).isTrue();
            assertThat(line.path("gatehouse.request_id").asText()).isEqualTo(SIGNED_IN);
        }

        @Test
        void eventOfTheAuditLogHasItsName() {
            JsonNode line = run.line("audit", SIGNED_IN);
            assertThat(line.path("event_name").asText()).isEqualTo("sign_in");
            assertThat(line.path("gatehouse.outcome").asText()).isEqualTo("success");
        }

        @Test
        void errorHasItsSeverityAndTheTraceOfTheRequest() {
            JsonNode line = run.line("dev.gatehouse.cognito.CognitoGateway", FAILED);
            assertThat(line.path("severity_text").asText()).isEqualTo("ERROR");
            assertThat(line.path("body").asText()).contains("InitiateAuth");
            assertThat(line.path("trace_id").asText())
                    .matches("[0-9a-f]{32}")
                    .isEqualTo(run.line("access", FAILED).path("trace_id").asText());
        }

        @Test
        void everyLineHasTheSameNames() {
            assertEveryLineHas(run, "timestamp", "severity_text", "otel.scope.name", "thread.name", "body");
        }
    }

    @Tag("proof")
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Ecs {
        private Run run;

        @BeforeAll
        void start() {
            run = new Run("ecs", "log.logger");
        }

        @AfterAll
        void stop() {
            run.close();
        }

        @Test
        void requestHasTheFieldsOfHttp() {
            JsonNode line = run.line("access", SIGNED_IN);
            assertThat(line.path("http.request.method").asText()).isEqualTo("POST");
            assertThat(line.path("url.path").asText()).isEqualTo("/auth/login");
            assertThat(line.path("http.response.status_code").asInt()).isEqualTo(200);
            assertThat(line.path("client.ip").asText()).isEqualTo("127.0.0.1");
            assertThat(line.path("user.id").asText()).matches("[0-9a-f-]{36}");
            assertThat(line.path("http.request.id").asText()).isEqualTo(SIGNED_IN);
        }

        @Test
        void durationIsAWholeNumberOfNanoseconds() {
            JsonNode duration = run.line("access", SIGNED_IN).path("event.duration");
            assertThat(duration.isIntegralNumber()).isTrue();
            assertThat(duration.asLong()).isGreaterThan(100_000);
        }

        @Test
        void eventOfTheAuditLogHasItsActionAndOutcome() {
            JsonNode line = run.line("audit", SIGNED_IN);
            assertThat(line.path("event.action").asText()).isEqualTo("sign_in");
            assertThat(line.path("event.outcome").asText()).isEqualTo("success");
        }

        @Test
        void errorHasItsLevelAndTheTraceOfTheRequest() {
            JsonNode line = run.line("dev.gatehouse.cognito.CognitoGateway", FAILED);
            assertThat(line.path("log.level").asText()).isEqualTo("ERROR");
            assertThat(line.path("message").asText()).contains("InitiateAuth");
            assertThat(line.path("trace.id").asText())
                    .matches("[0-9a-f]{32}")
                    .isEqualTo(run.line("access", FAILED).path("trace.id").asText());
        }

        @Test
        void everyLineHasTheSameNames() {
            assertEveryLineHas(run, "@timestamp", "log.level", "log.logger", "process.thread.name", "message");
        }
    }
}
