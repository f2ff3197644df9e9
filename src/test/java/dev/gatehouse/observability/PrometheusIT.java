package dev.gatehouse.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.Redis;
import io.restassured.path.json.JsonPath;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Prometheus scrapes two replicas under a little load, and evaluates the shipped rules and dashboard. */
@Tag("proof")
@Tag("repeat")
class PrometheusIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final String REUSE = "GatehouseRefreshTokenReuse";
    private static final String MANY = "100000/1m";

    private static OwnPool pool;
    private static Redis redis;
    private static final int ONE_PORT = Prometheus.freePort();
    private static final int TWO_PORT = Prometheus.freePort();
    private static Gatehouse one;
    private static volatile Gatehouse two;
    private static Prometheus prometheus;
    private static Thread load;
    /** What fired after a while of load, before anything went wrong. */
    private static List<JsonNode> firingAtFirst;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        Pool.setClient(EmulatorSettings.CLIENT_ID, Map.of("rotation", true, "rotation_grace_seconds", 0));
        redis = Redis.start();
        one = replica(ONE_PORT);
        two = replica(TWO_PORT);
        load = Thread.ofVirtual().start(PrometheusIT::load);
        prometheus = Prometheus.start(Map.of("one", ONE_PORT, "two", TWO_PORT));
        await(
                "sign-ins of both replicas are scraped",
                "count(%s > 3) == 2"
                        .formatted(
                                "increase(http_server_requests_seconds_count{uri=\"/auth/login\", status=\"200\"}[20s])"));
        firingAtFirst = prometheus.firing();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        load.interrupt();
        load.join();
        prometheus.close();
        Stream.of(one, two).forEach(Gatehouse::close);
        redis.close();
        pool.close();
    }

    private static Gatehouse replica(int port) {
        return pool.launch()
                .port(port)
                .env("REDIS_URL", redis.url())
                .setting("gatehouse.revocation.store", "redis")
                .setting("gatehouse.limit.enabled", "true")
                .setting("gatehouse.limit.store", "redis")
                .setting("gatehouse.limit.sign-in.per-address", MANY)
                .setting("gatehouse.limit.sign-in.per-account", MANY)
                .start("/health/ready");
    }

    /** One in ten sign-ins has a wrong password, each of another account. */
    private static void load() {
        try {
            for (int i = 0; ; i++) {
                for (Gatehouse replica : List.of(one, two)) {
                    request(replica, i);
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            // The end.
        } catch (IllegalStateException e) {
            // The end, in the middle of a request.
        }
    }

    private static void request(Gatehouse replica, int i) {
        try {
            String token =
                    JsonPath.from(replica.post("/auth/login", DEMO).body()).getString("access_token");
            if (i % 10 == 0) {
                replica.post(
                        "/auth/login", "{\"email\":\"nobody" + i + "@example.com\",\"password\":\"wrong-Passw0rd!\"}");
            }
            if (token != null) {
                replica.get("/auth/me", token);
                replica.get("/guard/auth-request", token);
            }
        } catch (UncheckedIOException e) {
            // The replica is restarted.
        }
    }

    private static void await(String what, String expression) {
        prometheus.await(what, () -> !prometheus.query(expression).isEmpty());
    }

    private static void awaitFiring(String alert, String severity) {
        prometheus.await(alert + " fires", () -> prometheus.firing(alert).contains(severity));
    }

    private static void awaitResolved(String alert, String severity) {
        prometheus.await(alert + " resolves", () -> !prometheus.firing(alert).contains(severity));
    }

    /** A refresh token is used twice, once more than it may. */
    private static void reuse(Gatehouse replica) {
        String token = JsonPath.from(replica.post("/auth/login", DEMO).body()).getString("refresh_token");
        String refresh = "{\"refresh_token\":\"" + token + "\"}";
        assertThat(replica.post("/auth/refresh", refresh).status()).isEqualTo(200);
        assertThat(replica.post("/auth/refresh", refresh).status()).isEqualTo(401);
    }

    @Nested
    class RulesAre {

        @Test
        void passedByPromtool() {
            assertThat(prometheus.output()).contains("SUCCESS: 40 rules found").doesNotContain("FAILED");
        }

        @Test
        void evaluatedWithoutError() {
            prometheus.await("all rules are evaluated", () -> prometheus.rules().stream()
                    .noneMatch(rule -> rule.path("health").asText().equals("unknown")));
            assertThat(prometheus.rules()).hasSize(40).allSatisfy(rule -> assertThat(
                            rule.path("health").asText())
                    .as(rule.toString())
                    .isEqualTo("ok"));
        }

        @Test
        void shortenedInTheirDurationsOnly() {
            assertThat(Prometheus.shortened("rate(a_rate5m[5m]) unless a offset 15m\nfor: 2m # 1d [1d] [6h]"))
                    .isEqualTo("rate(a_rate5m[5s]) unless a offset 15s\nfor: 2s # 1d [24m] [6m]");
        }

        @Test
        void quietUnderOrdinaryLoad() {
            assertThat(firingAtFirst).isEmpty();
        }
    }

    @Nested
    class Alert {

        @Test
        void ofSignInsFiresWhileCognitoFailsAndResolves() {
            Pool.fault(Map.of("operation", "InitiateAuth", "kind", "status", "status", 500));
            try {
                awaitFiring("GatehouseSignInErrorBudgetBurn", "critical");
                awaitFiring("GatehouseCognitoDown", "critical");
                awaitFiring("GatehouseCircuitOpen", "warning");
                assertThat(prometheus.firing()).allSatisfy(alert -> assertThat(
                                alert.path("annotations").toString())
                        .doesNotContain("error expanding", "no value"));
            } finally {
                Pool.healed();
            }
            awaitResolved("GatehouseSignInErrorBudgetBurn", "critical");
            awaitResolved("GatehouseCognitoDown", "critical");
            awaitResolved("GatehouseCircuitOpen", "warning");
        }

        @Test
        void ofTheSharedStoreFiresWhileRedisIsAwayAndResolves() {
            redis.kill();
            try {
                awaitFiring("GatehouseRevocationStoreLost", "warning");
                awaitFiring("GatehouseLimitsNotShared", "warning");
            } finally {
                redis.restart();
            }
            awaitResolved("GatehouseRevocationStoreLost", "warning");
            awaitResolved("GatehouseLimitsNotShared", "warning");
        }

        @Test
        void ofOneReusedRefreshTokenFiresAndResolves() {
            awaitResolved(REUSE, "warning");
            reuse(one);
            awaitFiring(REUSE, "warning");
            awaitResolved(REUSE, "warning");
        }

        @Test
        void ofReusedRefreshTokensDoesNotFireWhenAReplicaRestarts() {
            reuse(two);
            awaitFiring(REUSE, "warning");
            awaitResolved(REUSE, "warning");
            String counted = "gatehouse_auth_events_total{event=\"refresh_token_reuse\", pod=\"two\"}";
            await("the reuse is counted", counted + " > 0");

            two.close();
            two = replica(TWO_PORT);
            await("the new process is scraped", counted + " == 0");
            await(
                    "it is scraped for longer than the rule looks back",
                    "count_over_time((" + counted + " == 0)[20s:1s]) >= 18");

            assertThat(prometheus.query("max_over_time(ALERTS{alertname=\"" + REUSE + "\"}[18s])"))
                    .isEmpty();
        }
    }

    @Nested
    class DashboardShows {

        private static Stream<String> expressions() {
            return Dashboard.expressions();
        }

        @ParameterizedTest
        @MethodSource("expressions")
        void allReplicas(String expression) {
            awaitData(expression, ".*", ".*");
        }

        @ParameterizedTest
        @MethodSource("expressions")
        void oneReplica(String expression) {
            awaitData(expression, "auth", "one");
        }

        @Test
        void namespacesAndPodsToChoose() {
            assertThat(prometheus.labelValues("gatehouse_upstream_in_flight_max", "namespace"))
                    .containsExactly("auth");
            assertThat(prometheus.labelValues("gatehouse_upstream_in_flight_max{namespace=~\"auth\"}", "pod"))
                    .containsExactly("one", "two");
        }

        private static void awaitData(String expression, String namespace, String chosen) {
            String filled = expression
                    .replace("$namespace", namespace)
                    .replace("$pod", chosen)
                    .replace("$__rate_interval", "20s");
            prometheus.await(filled, () -> prometheus.query(filled).stream()
                    .anyMatch(sample -> !sample.at("/value/1").asText().equals("NaN")));
        }
    }

    @Test
    void everySeriesOfTheRulesIsThere() {
        List<String> names = Rules.expressions()
                .flatMap(expression -> PromQl.metrics(expression).stream())
                .filter(name -> !Rules.recorded().contains(name))
                .distinct()
                .toList();
        assertThat(names)
                .contains("gatehouse_limit_shared")
                .allSatisfy(name -> assertThat(prometheus.query(name)).as(name).isNotEmpty());
    }
}
