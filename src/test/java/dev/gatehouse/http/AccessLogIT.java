package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.JsonLog;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request writes exactly one line, with what happened. */
class AccessLogIT {
    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";

    private static Emulator pool;
    private static Gatehouse gatehouse;

    private final String id = "request-" + REQUESTS.incrementAndGet();

    @BeforeAll
    static void start() {
        pool = Emulator.start(EmulatorSettings.defaults());
        gatehouse = Gatehouse.before(pool).env("LOG_LEVEL", "debug").start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    @AfterEach
    void healed() {
        RestAssured.given().delete(pool.endpoint() + "/control/faults");
    }

    private RequestSpecification request() {
        return request(id);
    }

    private static RequestSpecification request(String id) {
        return RestAssured.given(new RequestSpecBuilder()
                        .setBaseUri(gatehouse.address())
                        .setPort(gatehouse.address().getPort())
                        .build())
                .header("X-Request-Id", id)
                .contentType("application/json");
    }

    private static void fault(Map<String, Object> fault) {
        RestAssured.given()
                .contentType("application/json")
                .body(fault)
                .post(pool.endpoint() + "/control/faults")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    private JsonNode line() {
        return JsonLog.await(gatehouse, "access", id);
    }

    private void assertOneLine(int status, String method, String path) {
        JsonNode line = line();
        assertThat(line.get("status").asInt()).isEqualTo(status);
        assertThat(line.get("method").asText()).isEqualTo(method);
        assertThat(line.get("path").asText()).isEqualTo(path);
        assertThat(JsonLog.of(gatehouse, "access", id)).hasSize(1);
    }

    @Nested
    class EveryRequest {

        @Test
        void successIsLogged() {
            request().body(DEMO).post("/auth/login").then().statusCode(200);
            assertOneLine(200, "POST", "/auth/login");
        }

        @Test
        void refusalBySecurityIsLogged() {
            request().get("/auth/me").then().statusCode(401);
            assertOneLine(401, "GET", "/auth/me");
        }

        @Test
        void unknownPathIsLoggedWithoutThePath() {
            request().get("/people/ada@example.com?code=123456").then().statusCode(404);
            assertOneLine(404, "GET", "unmatched");
        }

        @Test
        void wrongMethodIsLoggedWithTheTemplate() {
            request().get("/admin/users/42/logout").then().statusCode(405);
            assertOneLine(405, "GET", "/admin/users/{user_id}/logout");
        }

        @Test
        void unknownMethodIsLoggedAsOther() {
            request().request("BREW", "/auth/login").then().statusCode(405);
            assertOneLine(405, "OTHER", "/auth/login");
        }

        @Test
        void templateIsLoggedInPlaceOfTheId() {
            request().post("/admin/users/42/logout").then().statusCode(401);
            assertOneLine(401, "POST", "/admin/users/{user_id}/logout");
        }

        @ParameterizedTest
        @ValueSource(ints = {17 * 1024, 2 * 1024 * 1024})
        void largeBodyIsLogged(int length) {
            request().body("a".repeat(length)).post("/auth/login").then().statusCode(413);
            assertOneLine(413, "POST", "/auth/login");
        }

        @Test
        void malformedBodyIsLogged() {
            request().body("{").post("/auth/login").then().statusCode(400);
            assertOneLine(400, "POST", "/auth/login");
        }

        @Test
        void failureIsLogged() {
            fault(Map.of("operation", "InitiateAuth", "kind", "error", "error", "ResourceNotFoundException"));
            request().body(DEMO).post("/auth/login").then().statusCode(500);
            assertOneLine(500, "POST", "/auth/login");
        }

        @Test
        void clientThatIsGoneIsLoggedAs499() throws IOException {
            fault(Map.of("operation", "InitiateAuth", "kind", "delay", "delay_ms", 1500));
            try (Socket socket = new Socket("127.0.0.1", gatehouse.address().getPort())) {
                socket.getOutputStream()
                        .write(
                                ("POST /auth/login HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nX-Request-Id: "
                                                + id + "\r\nContent-Length: " + DEMO.length() + "\r\n\r\n" + DEMO)
                                        .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            assertOneLine(499, "POST", "/auth/login");
        }
    }

    @Nested
    class Fields {

        @Test
        void durationIsANumber() {
            request().get("/auth/me");
            assertThat(line().get("duration_ms").isNumber()).isTrue();
        }

        @Test
        void bytesAreThoseOfTheBody() {
            int length = request().get("/auth/me").body().asByteArray().length;
            assertThat(line().get("bytes").asInt()).isEqualTo(length);
        }

        @Test
        void clientIsLogged() {
            request().header("User-Agent", "a-client/1.0").get("/auth/me");
            assertThat(line().get("user_agent").asText()).isEqualTo("a-client/1.0");
            assertThat(line().get("client_ip").asText()).isEqualTo("127.0.0.1");
        }

        @Test
        void longUserAgentIsTruncated() {
            request().header("User-Agent", "a".repeat(2000)).get("/auth/me");
            assertThat(line().get("user_agent").asText()).hasSize(256);
        }

        @Test
        void forwardingHeaderOfAnUntrustedPeerIsIgnored() {
            request().header("X-Forwarded-For", "203.0.113.9").get("/auth/me");
            assertThat(line().get("client_ip").asText()).isEqualTo("127.0.0.1");
        }

        /** Of the second decision, which logs nothing else: the first verifies the token. */
        @Test
        void decisionHasItsIdsAndItsUser() {
            String token =
                    request("sign-in-of-" + id).body(DEMO).post("/auth/login").path("access_token");
            for (String request : new String[] {"first-" + id, id}) {
                request(request)
                        .header("Authorization", "Bearer " + token)
                        .get("/guard/forward-auth")
                        .then()
                        .statusCode(200);
            }
            assertThat(line().get("user_id").asText()).matches("[0-9a-f-]{36}");
            assertThat(line().get("trace_id").asText()).matches("[0-9a-f]{32}");
        }

        @Test
        void userWhoSignsInIsLogged() {
            request().body(DEMO).post("/auth/login").then().statusCode(200);
            assertThat(line().get("user_id").asText()).matches("[0-9a-f-]{36}");
        }

        @Test
        void callerOfAProtectedRouteIsLogged() {
            String token = request().body(DEMO).post("/auth/login").jsonPath().getString("access_token");
            String user = JsonLog.await(gatehouse, "access", id).get("user_id").asText();
            String next = id + "-next";

            request(next).header("Authorization", "Bearer " + token).get("/auth/me");

            JsonNode line = JsonLog.await(gatehouse, "access", next);
            assertThat(line.get("user_id").asText()).isEqualTo(user);
        }

        @Test
        void unknownCallerIsNotLogged() {
            request().get("/auth/me");
            assertThat(line().has("user_id")).isFalse();
        }

        @Test
        void traceIsContinued() {
            request()
                    .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .get("/auth/me");
            assertThat(line().get("trace_id").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        }

        @Test
        void traceIsBegunIfTheRequestHasNone() {
            request().get("/auth/me");
            assertThat(line().get("trace_id").asText()).matches("[0-9a-f]{32}");
        }

        @ParameterizedTest
        @CsvSource({"/health/live, DEBUG", "/health/ready, DEBUG", "/health, DEBUG", "/metrics, DEBUG", "/auth/me, INFO"
        })
        void probesAndScrapesAreLoggedAtDebugLevel(String path, String level) {
            request().get(path);
            assertThat(line().get("level").asText()).isEqualTo(level);
        }

        @Test
        void linesOfTheStartHaveTheSameFieldNames() {
            assertThat(gatehouse.lines())
                    .filteredOn(line -> line.startsWith("{"))
                    .allMatch(line -> line.contains("\"logger\":") && !line.contains("loggerName"));
        }

        @Test
        void everyLineOfARequestHasItsIdAndTrace() {
            fault(Map.of("operation", "InitiateAuth", "kind", "error", "error", "TooManyRequestsException"));
            request().body(DEMO).post("/auth/login").then().statusCode(503);
            String trace = line().get("trace_id").asText();

            assertThat(JsonLog.of(gatehouse, id))
                    .extracting(line -> line.get("logger").asText())
                    .contains("access", "audit", "dev.gatehouse.cognito.CognitoGateway");
            assertThat(JsonLog.of(gatehouse, id))
                    .allSatisfy(
                            line -> assertThat(line.get("trace_id").asText()).isEqualTo(trace));
        }
    }
}
