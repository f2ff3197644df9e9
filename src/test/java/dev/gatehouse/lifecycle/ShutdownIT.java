package dev.gatehouse.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Exit;
import dev.gatehouse.support.Gatehouse.Launch;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a signal does to the packaged application, and to those who are using it. */
@Tag("proof")
class ShutdownIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final String SIGN_IN = "InitiateAuth";
    /** What the end may take beyond what the settings say, on a machine that is busy with other things. */
    private static final Duration SLACK = Duration.ofSeconds(6);

    private static OwnPool pool;

    @BeforeAll
    static void startPool() {
        pool = new OwnPool();
    }

    @AfterAll
    static void stopPool() {
        pool.close();
    }

    @Nested
    @ParameterizedClass
    @CsvSource({"TERM, 143", "INT, 130"})
    class WithNothingInFlight {
        private static final Duration UNREADY_WITHIN = Duration.ofMillis(200);

        private static Answer unready;
        private static Duration unreadyAfter;
        private static Answer live;
        private static Answer served;
        private static Answer unmatched;
        private static boolean idleIsClosed;
        private static Exit exit;
        private static List<String> lines;

        @Parameter(0)
        String signal;

        @Parameter(1)
        int exitCode;

        @BeforeParameterizedClassInvocation
        static void shutDown(String signal, int exitCode) throws IOException {
            try (Gatehouse gatehouse = launch("3s", "10s").start("/health/ready");
                    KeptConnection idle = KeptConnection.to(gatehouse.address())) {
                String token = accessToken(gatehouse);
                assertThat(idle.get("/health/live").status()).isEqualTo(200);
                gatehouse.signal(signal);
                awaitUnready(gatehouse);
                live = get(gatehouse, "/health/live");
                served = me(gatehouse, token);
                unmatched = get(gatehouse, "/nowhere");
                idleIsClosed = idle.isClosedByPeer();
                exit = gatehouse.awaitExit();
                lines = gatehouse.lines();
            }
        }

        private static void awaitUnready(Gatehouse gatehouse) throws IOException {
            long signalled = System.nanoTime();
            do {
                unready = get(gatehouse, "/health/ready");
                unreadyAfter = Duration.ofNanos(System.nanoTime() - signalled);
            } while (unready.status() == 200 && unreadyAfter.toSeconds() < 10);
        }

        @Test
        void readinessIsDown() {
            assertThat(unready.status()).isEqualTo(503);
        }

        @Test
        void readinessIsDownAtOnce() {
            assertThat(unreadyAfter).isLessThan(UNREADY_WITHIN);
        }

        @Test
        void livenessStaysUp() {
            assertThat(live.status()).isEqualTo(200);
        }

        @Test
        void requestsAreServedDuringTheDelay() {
            assertThat(served.status()).isEqualTo(200);
        }

        @Test
        void everyAnswerClosesItsConnection() {
            assertThat(List.of(unready, live, served, unmatched)).allMatch(Answer::closes);
        }

        @Test
        void idleConnectionIsClosed() {
            assertThat(idleIsClosed).isTrue();
        }

        @Test
        void exitCodeTellsTheSignal() {
            assertThat(exit.code()).isEqualTo(exitCode);
        }

        @Test
        void processEndsSoonAfterTheDelay() {
            assertThat(exit.after())
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(3).plus(SLACK));
        }

        @Test
        void drainingIsLogged() {
            assertThat(lines).filteredOn(line -> line.contains("draining")).hasSize(1);
        }

        @Test
        void lastLineTellsOfTheEnd() {
            assertThat(JsonPath.from(lines.getLast()).getString("message")).contains("stopped in");
        }
    }

    @Nested
    class WithARequestInFlight {
        private static final Duration DELAY = Duration.ofMillis(500);

        private static Answer answered;
        private static Answer onKeptConnection;
        private static String newConnection;
        private static String afterwards;
        private static Exit exit;

        @BeforeAll
        static void shutDown() throws Exception {
            try (Gatehouse gatehouse = launch("500ms", "20s").start("/health/ready");
                    KeptConnection kept = KeptConnection.to(gatehouse.address())) {
                assertThat(kept.get("/health/live").status()).isEqualTo(200);
                CompletableFuture<Answer> slow = signInDuring(gatehouse, Map.of("kind", "delay", "delay_ms", 3000));
                gatehouse.signal("TERM");
                TimeUnit.MILLISECONDS.sleep(2 * DELAY.toMillis());
                onKeptConnection = kept.get("/health/live");
                newConnection = connecting(gatehouse);
                answered = slow.get(20, TimeUnit.SECONDS);
                exit = gatehouse.awaitExit();
                afterwards = connecting(gatehouse);
            }
        }

        @Test
        void itIsAnswered() {
            assertThat(answered.status()).isEqualTo(200);
        }

        @Test
        void itsAnswerClosesItsConnection() {
            assertThat(answered.closes()).isTrue();
        }

        @Test
        void processWaitsForItsAnswerAndNoLonger() {
            assertThat(exit.after())
                    .isBetween(Duration.ofMillis(2500), Duration.ofSeconds(3).plus(SLACK));
        }

        @Test
        void newRequestsOnConnectionsThatAreThereAreServedMeanwhile() {
            assertThat(onKeptConnection.status()).isEqualTo(200);
            assertThat(onKeptConnection.closes()).isTrue();
        }

        /** So that a proxy, which has not noticed that it should not send requests here, tries another instance. */
        @Test
        void newConnectionsAreRefusedOnceTheDelayIsOver() {
            assertThat(newConnection).isEqualTo("refused");
        }

        @Test
        void nobodyListensAfterwards() {
            assertThat(afterwards).isEqualTo("refused");
        }

        private static String connecting(Gatehouse gatehouse) {
            try {
                KeptConnection.to(gatehouse.address()).close();
                return "taken";
            } catch (IOException e) {
                return "refused";
            }
        }
    }

    @Tag("proof")
    @Nested
    class WithAHangingRequest {

        @AfterEach
        void release() {
            Pool.healed();
        }

        @ParameterizedTest
        @CsvSource({"TERM, TERM, 143", "INT, INT, 130", "TERM, INT, 130"})
        void secondSignalEndsTheProcessAtOnce(String first, String second, int code) {
            try (Gatehouse gatehouse = launch("1s", "60s").start("/health/ready")) {
                signInDuring(gatehouse, Map.of("kind", "hang"));
                gatehouse.signal(first);
                gatehouse.awaitLine(line -> line.contains("draining"));
                gatehouse.signal(second);
                Exit exit = gatehouse.awaitExit();
                assertThat(exit.code()).isEqualTo(code);
                assertThat(exit.after()).isLessThan(Duration.ofSeconds(2));
            }
        }

        @Test
        void deadlineEndsTheProcess() {
            try (Gatehouse gatehouse = launch("1s", "2s").start("/health/ready")) {
                signInDuring(gatehouse, Map.of("kind", "hang"));
                gatehouse.signal("TERM");
                Exit exit = gatehouse.awaitExit();
                assertThat(exit.code()).isEqualTo(143);
                assertThat(exit.after())
                        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(3).plus(SLACK));
            }
        }

        /** Each step of the end has its own limit; together they leave room before whoever waits 30 s kills the process. */
        @Test
        void deadlineIsWithin30SecondsByDefault() throws IOException {
            Properties settings = new Properties();
            try (InputStream in = ShutdownIT.class.getResourceAsStream("/application.properties")) {
                settings.load(in);
            }
            long seconds = Stream.of(
                            "%prod.quarkus.shutdown.delay",
                            "quarkus.shutdown.timeout",
                            "quarkus.thread-pool.shutdown-timeout",
                            "quarkus.virtual-threads.shutdown-timeout")
                    .mapToLong(limit ->
                            Duration.parse("PT" + settings.getProperty(limit)).toSeconds())
                    .sum();
            assertThat(seconds).isLessThan(30);
        }
    }

    private static Launch launch(String delay, String timeout) {
        return pool.launch()
                .setting("quarkus.shutdown.delay", delay)
                .setting("quarkus.shutdown.timeout", timeout)
                .setting("quarkus.cognito-user-pools.api-call-timeout", "70s")
                .setting("quarkus.cognito-user-pools.sync-client.socket-timeout", "70s");
    }

    /** A sign-in that has reached the pool, and fails or waits there as ordered; completes with its answer. */
    private static CompletableFuture<Answer> signInDuring(Gatehouse gatehouse, Map<String, Object> fault) {
        int before = Pool.calls(SIGN_IN);
        Map<String, Object> order = new HashMap<>(fault);
        order.put("operation", SIGN_IN);
        order.put("times", 1);
        Pool.fault(order);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (KeptConnection connection = KeptConnection.to(gatehouse.address())) {
                answer.complete(connection.post("/auth/login", DEMO));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        while (Pool.calls(SIGN_IN) == before) {
            Thread.onSpinWait();
        }
        return answer;
    }

    private static String accessToken(Gatehouse gatehouse) {
        return JsonPath.from(gatehouse.post("/auth/login", DEMO).body()).getString("access_token");
    }

    private static Answer get(Gatehouse gatehouse, String path) throws IOException {
        try (KeptConnection connection = KeptConnection.to(gatehouse.address())) {
            return connection.get(path);
        }
    }

    private static Answer me(Gatehouse gatehouse, String token) throws IOException {
        try (KeptConnection connection = KeptConnection.to(gatehouse.address())) {
            return connection.get("/auth/me", token);
        }
    }
}
