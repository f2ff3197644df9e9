package dev.gatehouse.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Requests and calls to Cognito, measured by OpenTelemetry's names. */
@QuarkusTest
@WithTestResource(OtelNamesTest.OtelPool.class)
class OtelNamesTest {
    private static final String SERVER = "http_server_request_duration_seconds";
    private static final String CLIENT = "http_client_request_duration_seconds";
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    public static class OtelPool extends PoolResource {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            settings.put("gatehouse.metrics.otel-names", "true");
            return settings;
        }
    }

    /** The labels of a series, without those that are empty, which Prometheus drops. */
    private record Series(Map<String, String> labels) {
        static Series of(String line) {
            return new Series(LABEL.matcher(line)
                    .results()
                    .filter(label -> !label.group(2).isEmpty())
                    .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2))));
        }
    }

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @AfterEach
    void healed() {
        Pool.healed();
    }

    private static List<String> lines(String prefix) {
        return given().accept("text/plain")
                .get("/metrics")
                .body()
                .asString()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .toList();
    }

    private static Set<Series> counted(String name) {
        return lines(name + "_count").stream().map(Series::of).collect(Collectors.toSet());
    }

    private static String valueOf(String name, Map<String, String> labels) {
        return lines(name + "_count").stream()
                .filter(line -> Series.of(line).labels().equals(labels))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("0");
    }

    @Nested
    class Server {

        @Test
        void requestHasTheRequiredAttributes() {
            given().get("/auth/me");
            assertThat(counted(SERVER))
                    .contains(new Series(Map.of(
                            "http_request_method", "GET",
                            "http_route", "/auth/me",
                            "http_response_status_code", "401",
                            "url_scheme", "http")));
        }

        @Test
        void routeIsATemplate() {
            given().post("/admin/users/42/logout");
            assertThat(counted(SERVER))
                    .contains(new Series(Map.of(
                            "http_request_method", "POST",
                            "http_route", "/admin/users/{user_id}/logout",
                            "http_response_status_code", "401",
                            "url_scheme", "http")));
        }

        @Test
        void bucketsAreThoseOfTheConvention() {
            given().get("/auth/me");
            assertThat(lines(SERVER + "_bucket").stream()
                            .map(Series::of)
                            .filter(series -> series.labels().get("http_route") != null
                                    && series.labels().get("http_route").equals("/auth/me"))
                            .map(series -> series.labels().get("le"))
                            .distinct())
                    .containsExactly(
                            "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1.0", "2.5",
                            "5.0", "7.5", "10.0", "+Inf");
        }

        @Test
        void failureHasAType() {
            String email = Api.member();
            Pool.fault(Map.of(
                    "operation", "InitiateAuth", "kind", "error", "error", "ResourceNotFoundException", "times", 1));
            Api.login(email, Api.PASSWORD).then().statusCode(500);
            assertThat(counted(SERVER))
                    .contains(new Series(Map.of(
                            "http_request_method", "POST",
                            "http_route", "/auth/login",
                            "http_response_status_code", "500",
                            "error_type", "500",
                            "url_scheme", "http")));
        }

        @Test
        void unknownPathHasNoRoute() {
            given().get("/people/ada@example.com");
            assertThat(counted(SERVER))
                    .contains(new Series(Map.of(
                            "http_request_method", "GET", "http_response_status_code", "404", "url_scheme", "http")));
        }

        @Test
        void unknownPathsAndMethodsMakeNoSeries() {
            given().get("/a-path");
            given().request("BREW", "/auth/login");
            given().request("BREW", "/a-path");
            counted(SERVER);
            Set<Series> before = counted(SERVER);
            for (int i = 0; i < 20; i++) {
                given().get("/a-path/" + i + "?q=" + i);
                given().request("BREW" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(i), "/auth/login");
                given().request("STIR" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(i), "/a-path");
            }
            assertThat(counted(SERVER)).isEqualTo(before);
        }

        @Test
        void methodsAreThoseOfTheConvention() {
            given().request("BREW", "/auth/login");
            assertThat(counted(SERVER))
                    .extracting(series -> series.labels().get("http_request_method"))
                    .contains("_OTHER")
                    .isSubsetOf("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "_OTHER");
        }

        @Test
        void everyRequestIsCountedOnceInBothFamilies() {
            Map<String, String> labels = Map.of(
                    "http_request_method", "PUT",
                    "http_route", "/auth/me",
                    "http_response_status_code", "405",
                    "url_scheme", "http");
            Map<String, String> own = Map.of("method", "PUT", "uri", "/auth/me", "status", "405");
            double before = Double.parseDouble(valueOf(SERVER, labels));
            double ownBefore = Double.parseDouble(valueOf("http_server_requests_seconds", own));
            given().contentType("application/json")
                    .body("{}")
                    .put("/auth/me")
                    .then()
                    .statusCode(405);
            assertThat(Double.parseDouble(valueOf(SERVER, labels))).isEqualTo(before + 1);
            assertThat(Double.parseDouble(valueOf("http_server_requests_seconds", own)))
                    .isEqualTo(ownBefore + 1);
        }
    }

    @Nested
    class Client {
        private static Map<String, String> call(String... more) {
            Map<String, String> labels = new HashMap<>(Map.of(
                    "http_request_method", "POST",
                    "server_address", URI.create(Pool.issuer()).getHost(),
                    "server_port", Integer.toString(URI.create(Pool.issuer()).getPort())));
            for (int i = 0; i < more.length; i += 2) {
                labels.put(more[i], more[i + 1]);
            }
            return labels;
        }

        @Test
        void callHasTheRequiredAttributes() {
            Api.signedIn(Api.member());
            assertThat(counted(CLIENT)).contains(new Series(call("http_response_status_code", "200")));
        }

        @Test
        void refusalHasItsStatusAsType() {
            Api.login(Api.member(), "wrong-password-entirely");
            assertThat(counted(CLIENT))
                    .contains(new Series(call("http_response_status_code", "400", "error_type", "400")));
        }

        @Test
        void callWithoutAnAnswerHasNoStatus() {
            String email = Api.member();
            Pool.fault(Map.of("operation", "InitiateAuth", "kind", "drop"));
            Api.login(email, Api.PASSWORD).then().statusCode(503);
            assertThat(counted(CLIENT)).contains(new Series(call("error_type", "unavailable")));
        }

        @Test
        void labelsAreOfTheConventionAndBounded() {
            Api.signedIn(Api.member());
            assertThat(counted(CLIENT))
                    .allSatisfy(series -> assertThat(series.labels().keySet())
                            .isSubsetOf(
                                    "http_request_method",
                                    "server_address",
                                    "server_port",
                                    "http_response_status_code",
                                    "error_type"));
            assertThat(counted(CLIENT))
                    .extracting(series -> series.labels().get("server_address"))
                    .containsOnly(URI.create(Pool.issuer()).getHost());
        }

        @Test
        void usersMakeNoSeries() {
            Api.signedIn(Api.member());
            Api.login(Api.member(), "wrong-password-entirely");
            Set<Series> before = counted(CLIENT);
            for (int i = 0; i < 5; i++) {
                Api.signedIn(Api.member());
                Api.login(Api.member(), "wrong-password-entirely");
            }
            assertThat(counted(CLIENT)).isEqualTo(before);
        }
    }

    @Test
    void todaysNamesStay() {
        given().get("/auth/me");
        assertThat(Arrays.asList("http_server_requests_seconds", "gatehouse_upstream_in_flight"))
                .allSatisfy(name -> assertThat(lines(name)).isNotEmpty());
    }
}
