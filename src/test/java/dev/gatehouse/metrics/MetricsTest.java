package dev.gatehouse.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class MetricsTest {
    /** As Prometheus sends it. */
    private static final String SCRAPER =
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1";

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    private static JsonPath json() {
        return given().get("/metrics").then().statusCode(200).extract().jsonPath();
    }

    private static String text() {
        return given().accept("text/plain").get("/metrics").body().asString();
    }

    /** The series of the service itself and of HTTP; how many the runtime has of itself may vary. */
    private static Set<String> series() {
        return text().lines()
                .filter(line -> line.startsWith("gatehouse_") || line.startsWith("http_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }

    @Nested
    class Forms {

        @ParameterizedTest
        @ValueSource(strings = {"*/*", "application/json", "text/html,application/xhtml+xml,*/*;q=0.8"})
        void jsonIsTheDefault(String accept) {
            given().accept(accept).get("/metrics").then().statusCode(200).contentType("application/json");
        }

        @Test
        void scraperGetsOpenMetrics() {
            given().accept(SCRAPER)
                    .get("/metrics")
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("application/openmetrics-text"))
                    .body(containsString("# EOF"));
        }

        @Test
        void textIsThePrometheusFormat() {
            given().accept("text/plain")
                    .get("/metrics")
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("text/plain"))
                    .body(containsString("# TYPE http_server_requests_seconds histogram"));
        }

        @Test
        void otherFormsAreRefused() {
            given().accept("application/xml").get("/metrics").then().statusCode(406);
        }
    }

    @Nested
    class MetricsSummary {

        @Test
        void uptimeAndMemoryAreNumbers() {
            given().get("/metrics").then().body("uptime", greaterThan(0f));
            // Longs or ints, by how much memory the tests take.
            for (String memory : List.of("used", "committed", "rss")) {
                assertThat(json().getLong("memory." + memory)).as(memory).isPositive();
            }
        }

        @Test
        void requestIsCountedOnceByRouteAndByStatus() {
            given().get("/auth/me");
            JsonPath before = json();
            given().get("/auth/me");
            JsonPath after = json();
            assertThat(after.getInt("requests.by_route.'GET /auth/me'"))
                    .isEqualTo(before.getInt("requests.by_route.'GET /auth/me'") + 1);
            assertThat(after.getInt("requests.by_status.'4xx'"))
                    .isEqualTo(before.getInt("requests.by_status.'4xx'") + 1);
        }

        @Test
        void requestThatAsksIsInFlight() {
            given().get("/metrics").then().body("requests.in_flight", greaterThanOrEqualTo(1));
        }

        @Test
        void signInsAreCountedByOutcome() {
            String email = Api.member();
            Api.login(email, "wrong");
            Api.signedIn(email);
            assertThat(json().getInt("auth.sign_in.success")).isPositive();
            assertThat(json().getInt("auth.sign_in.failure")).isPositive();
        }

        @Test
        void callsToCognitoAreCountedAndTimedByOperation() {
            Api.signedIn(Api.member());
            given().get("/metrics")
                    .then()
                    .body("upstream.SignUp.outcomes.success", greaterThan(0))
                    .body("upstream.InitiateAuth.mean_ms", greaterThan(0f));
        }
    }

    @Nested
    class Series {

        @Test
        void ofTokensAreByOutcome() {
            Api.me(Api.signedIn(Api.member()).getString("access_token"));
            Api.me("nonsense");
            assertThat(text())
                    .containsPattern("gatehouse_token_checks_total\\{outcome=\"accepted\",?} [1-9]")
                    .containsPattern("gatehouse_token_checks_total\\{outcome=\"refused\",?} [1-9]");
        }

        @Test
        void ofKeysAndCircuitAreThere() {
            assertThat(text())
                    .containsPattern("gatehouse_signing_keys\\{pool=\"default\",?} [2-9]")
                    .containsPattern(
                            "gatehouse_signing_key_fetches_total\\{outcome=\"success\",pool=\"default\",?} [1-9]")
                    .containsPattern("gatehouse_upstream_circuit\\{state=\"closed\",?} 1")
                    .contains("gatehouse_upstream_in_flight ", "gatehouse_upstream_in_flight_max ");
        }

        @Test
        void ofHttpAreHistogramsByRouteTemplate() {
            given().post("/admin/users/42/logout");
            assertThat(text())
                    .containsPattern("http_server_requests_seconds_bucket\\{method=\"POST\",status=\"401\","
                            + "uri=\"/admin/users/\\{user_id}/logout\",le=\"0.1\",?}");
        }

        @Test
        @Tag("proof")
        void doNotGrowWithWhatClientsSend() throws Exception {
            strange(new Random(1), 300);
            Set<String> before = series();
            strange(new Random(2), 10_000);
            assertThat(series()).isEqualTo(before);
        }

        private static void strange(Random random, int requests) throws Exception {
            try (var http = HttpClient.newHttpClient();
                    var threads = Executors.newFixedThreadPool(8)) {
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < requests; i++) {
                    HttpRequest request = strangeRequest(random);
                    answers.add(threads.submit(
                            () -> http.send(request, BodyHandlers.discarding()).statusCode()));
                }
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get()).isBetween(400, 499);
                }
            }
        }

        private static HttpRequest strangeRequest(Random random) {
            String word = Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
            String path =
                    switch (random.nextInt(4)) {
                        case 0 -> "/" + word;
                        case 1 -> "/auth/" + word + "?email=" + word + "@example.com";
                        case 2 -> "/admin/users/" + word + "/logout";
                        default -> "/auth/me";
                    };
            String method = random.nextBoolean()
                    ? "POST"
                    : word.replaceAll("[^a-z]", "x").toUpperCase();
            return HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                    .header("X-Request-Id", word)
                    .header("User-Agent", word)
                    .method(method, BodyPublishers.noBody())
                    .build();
        }
    }

    @Test
    void nobodyNeedsAToken() {
        given().get("/metrics").then().statusCode(equalTo(200));
    }
}
