package dev.gatehouse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.identity.Limit;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What alerts read exists from the start: Prometheus sees no increase in a counter that appears at 1. */
@Tag("proof")
class CountersAtStartIT {
    private static OwnPool pool;
    private static Gatehouse gatehouse;
    /** Of the first scrape, before any request. */
    private static List<String> first;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        gatehouse = pool.launch().start();
        first = scrape();
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    private static List<String> scrape() {
        return gatehouse.get("/metrics", "text/plain", "").body().lines().toList();
    }

    /** Whether there is a series with all these labels, and this value. */
    private static boolean has(List<String> lines, String name, String value, String... labels) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.endsWith(" " + value))
                .anyMatch(line -> Stream.of(labels).allMatch(line::contains));
    }

    private static void assertZero(String name, String... labels) {
        assertThat(has(first, name, "0.0", labels))
                .as("%s %s is 0 at the start", name, List.of(labels))
                .isTrue();
    }

    private static String label(String name, String value) {
        return name + "=\"" + value + "\"";
    }

    @Nested
    class SecurityEvents {
        private static final String NAME = "gatehouse_auth_events_total";

        @Test
        void reuseOfARefreshTokenIsZero() {
            assertZero(
                    NAME,
                    label("event", "refresh_token_reuse"),
                    label("outcome", "failure"),
                    label("reason", "refresh_token_reused"));
        }

        @Test
        void lockOutIsZero() {
            assertZero(
                    NAME,
                    label("event", "lock_out"),
                    label("outcome", "failure"),
                    label("reason", "too_many_attempts"));
        }

        @Test
        void wrongPasswordIsZero() {
            assertZero(
                    NAME,
                    label("event", "sign_in"),
                    label("outcome", "failure"),
                    label("reason", "invalid_credentials"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"success", "challenge"})
        void correctPasswordIsZero(String outcome) {
            assertZero(NAME, label("event", "sign_in"), label("outcome", outcome), label("reason", "none"));
        }
    }

    @Nested
    class Outcomes {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "refused",
                    "throttled",
                    "unavailable",
                    "invalid_response",
                    "misconfigured",
                    "credentials_refused",
                    "over_budget",
                    "circuit_open",
                    "too_many_in_flight",
                    "no_credentials"
                })
        void callsToCognitoAreThere(String outcome) {
            // Not 0 for refused: the call that warms up is.
            assertThat(first.stream()
                            .anyMatch(line -> line.startsWith("gatehouse_upstream_outcomes_total{")
                                    && line.contains(label("outcome", outcome))))
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"accepted", "refused", "unjudged"})
        void tokenChecksAreZero(String outcome) {
            assertZero("gatehouse_token_checks_total", label("outcome", outcome));
        }

        @ParameterizedTest
        @ValueSource(strings = {"allowed", "anonymous", "refused"})
        void decisionsAreZero(String outcome) {
            assertZero("gatehouse_guard_decisions_total", label("outcome", outcome));
        }

        private static Stream<String> statuses() {
            return IntStream.of(200, 400, 401, 403, 429, 500, 502, 503).mapToObj(Integer::toString);
        }

        @ParameterizedTest
        @MethodSource("statuses")
        void answersToSignInsAreZero(String status) {
            for (String route : List.of("/auth/login", "/auth/challenge")) {
                assertZero(
                        "http_server_requests_seconds_count",
                        label("method", "POST"),
                        label("uri", route),
                        label("status", status));
            }
        }
    }

    @Nested
    class Limits {

        @ParameterizedTest
        @ValueSource(strings = {"address", "account"})
        void refusalsOfEachLimitAreZero(String scope) {
            for (Limit limit : Limit.values()) {
                assertZero("gatehouse_limit_refusals_total", label("limit", limit.label()), label("scope", scope));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"sign_in", "challenge"})
        void slowDownsAreZero(String limit) {
            assertZero("gatehouse_limit_refusals_total", label("limit", limit), label("scope", "failures"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse_limit_forgotten_total",
                "gatehouse_log_lines_shed_total",
                "gatehouse_event_dropped_total",
                "gatehouse_event_dead_letters_total",
                "gatehouse_event_receiver_gone",
                "gatehouse_event_oldest_waiting_seconds",
                "gatehouse_revocations_waiting",
                "gatehouse_revocation_store_lost_since"
            })
    void rareThingsAreZero(String name) {
        assertZero(name);
    }

    @Test
    void agesAndSizesAreThere() {
        assertThat(String.join("\n", first))
                .containsPattern("gatehouse_signing_keys_age_seconds\\{pool=\"default\",?} \\d")
                .containsPattern("process_resident_memory_bytes [1-9]")
                .containsPattern("process_start_time_seconds [1-9]")
                .containsPattern("jvm_memory_used_bytes\\{area=\"heap\"");
    }
}
