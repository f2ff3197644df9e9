package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.OwnPool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Twenty thousand requests of each kind whose members have names that never came before, against a small heap: none of them may
 * leave anything behind, and good tokens are answered throughout. {@code src/bench/hostile} sends a million.
 */
@Tag("proof")
@Tag("repeat")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileNamesIT {
    private static final int REQUESTS = 20_000;
    private static final int QUARTERS = 4;
    private static final int CONNECTIONS = 4;
    /** A good token is offered after so many others. */
    private static final int GOOD = 250;

    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private static OwnPool pool;
    private static Gatehouse gatehouse;
    private static String token;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        gatehouse = pool.launch().heap("64m").start("/health/ready");
        Matcher answer =
                ACCESS_TOKEN.matcher(gatehouse.post("/auth/login", DEMO).body());
        assertThat(answer.find()).isTrue();
        token = answer.group(1);
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    private enum Kind {
        HEADER_OF_850_NAMES(seed -> bearer(HostileNames.header(HostileNames.many(seed, 850)), "e30")),
        HEADER_OF_COLLIDING_NAMES(seed -> bearer(HostileNames.header(HostileNames.colliding(seed, 400)), "e30")),
        HEADER_OF_ONE_LONG_NAME(seed -> bearer(HostileNames.header(HostileNames.one(seed, 11_000)), "e30")),
        PAYLOAD_OF_850_NAMES(seed -> bearer(tokenHeader(), HostileNames.encoded(HostileNames.many(seed, 850)))),
        BODY_OF_ONE_LONG_NAME(seed -> post("/auth/login", HostileNames.one(seed, 15_000))),
        BODY_OF_MANY_NAMES(seed -> post(
                "/auth/challenge", "{\"challenge_token\":\"x\",\"answers\":" + HostileNames.many(seed, 850) + "}"));

        private final LongFunction<String> request;

        Kind(LongFunction<String> request) {
            this.request = request;
        }
    }

    @ParameterizedTest
    @EnumSource
    void neitherMemoryNorTimeGrows(Kind kind) throws Exception {
        List<Long> costs = new ArrayList<>();
        AtomicLong seed = new AtomicLong(kind.ordinal() * 1_000_000L);
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            Duration before = processorTime();
            sendAll(kind, seed);
            costs.add(processorTime().minus(before).toMillis());
        }
        assertThat(gatehouse.output()).doesNotContain("OutOfMemoryError", "unexpected failure");
        // What is kept costs more with each request; the first quarter warms up.
        assertThat(costs.getLast())
                .as("milliseconds of each quarter: %s", costs)
                .isLessThan(costs.get(1) * 2);
    }

    private static Duration processorTime() {
        return ProcessHandle.of(gatehouse.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    private static void sendAll(Kind kind, AtomicLong seed) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> senders = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                senders.add(() -> {
                    send(kind, seed);
                    return null;
                });
            }
            for (Future<Void> sender : executor.invokeAll(senders)) {
                sender.get();
            }
        }
    }

    private static void send(Kind kind, AtomicLong seed) throws IOException {
        try (KeptConnection connection = KeptConnection.to(gatehouse.address())) {
            for (int i = 0; i < REQUESTS / QUARTERS / CONNECTIONS; i++) {
                assertThat(connection
                                .send(kind.request.apply(seed.incrementAndGet()))
                                .status())
                        .isIn(400, 401);
                if (i % GOOD == 0) {
                    assertThat(connection.get("/auth/me", token).status()).isEqualTo(200);
                }
            }
        }
    }

    private static String tokenHeader() {
        return token.substring(0, token.indexOf('.'));
    }

    private static String bearer(String header, String payload) {
        return "GET /auth/me HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + header + "." + payload + ".AAAA\r\n\r\n";
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
