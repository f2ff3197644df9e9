package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.JsonLog;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that disconnects early leaks no resource, and is not a failure of the service. */
@Tag("proof")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangUpIT {
    private static final int MOST_CONNECTIONS = 20;
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final Pattern IN_FLIGHT = Pattern.compile("http_server_active_requests (\\d+)");
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private static OwnPool pool;
    private static Gatehouse gatehouse;

    private final String id = "hang-up-" + REQUESTS.incrementAndGet();

    /** How a connection ends. */
    private enum End {
        CLOSED {
            @Override
            void of(KeptConnection connection) throws IOException {
                connection.close();
            }
        },
        RESET {
            @Override
            void of(KeptConnection connection) throws IOException {
                connection.reset();
            }
        };

        abstract void of(KeptConnection connection) throws IOException;
    }

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        gatehouse = pool.launch()
                .setting("quarkus.http.limits.max-connections", Integer.toString(MOST_CONNECTIONS))
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    /** One request is in flight: the one that asks. */
    @AfterEach
    void awaitNoRequestInFlight() {
        Pool.healed();
        gatehouse.awaitOk("/health/live");
        while (inFlight() > 1) {
            Thread.onSpinWait();
        }
    }

    private static int inFlight() {
        String metrics = gatehouse.get("/metrics", "text/plain", "").body();
        Matcher count = IN_FLIGHT.matcher(metrics);
        assertThat(count.find()).isTrue();
        return Integer.parseInt(count.group(1));
    }

    private static String login(String id, String framing) {
        return "POST /auth/login HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nX-Request-Id: " + id + "\r\n"
                + framing;
    }

    private static String whole(String id) {
        return login(id, "Content-Length: " + DEMO.length() + "\r\n\r\n" + DEMO);
    }

    /** Sends the text, and waits until the pool is called. */
    private static KeptConnection said(String text) throws IOException {
        int before = Pool.calls("InitiateAuth");
        KeptConnection connection = KeptConnection.to(gatehouse.address());
        connection.say(text);
        while (Pool.calls("InitiateAuth") == before) {
            Thread.onSpinWait();
        }
        return connection;
    }

    private static void slowPool(int times) {
        Pool.fault(Map.of("operation", "InitiateAuth", "kind", "delay", "delay_ms", 1000, "times", times));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 9999\r\n\r\n",
                "Content-Length: 9999\r\n\r\n{\"email\":",
                "Content-Length: 99999\r\n\r\n{\"email\":",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"email\":\r\n",
                "Expect: 100-continue\r\nContent-Length: 9999\r\n\r\n{",
            })
    void incompleteBodyIsNotLoggedAsAFailure(String half) throws IOException {
        // A connection that is reset before it is accepted has no log line, so the test waits for that of the other.
        for (End end : List.of(End.RESET, End.CLOSED)) {
            KeptConnection connection = KeptConnection.to(gatehouse.address());
            connection.say(login(id + end, half));
            end.of(connection);
        }
        JsonLog.await(gatehouse, "access", id + End.CLOSED);
        assertThat(gatehouse.lines()).noneMatch(line -> line.contains("Exception"));
    }

    @ParameterizedTest
    @EnumSource
    void disconnectBeforeTheAnswerIsNotLoggedAsAFailure(End end) throws IOException {
        slowPool(1);
        end.of(said(whole(id)));

        JsonLog.await(gatehouse, "audit", id);
        assertThat(gatehouse.post("/auth/login", DEMO).status()).isEqualTo(200);
        assertThat(gatehouse.lines()).noneMatch(line -> line.contains("Exception"));
    }

    @ParameterizedTest
    @EnumSource
    void incompletePipelinedRequestLeaksNoConnection(End end) throws IOException {
        slowPool(2 * MOST_CONNECTIONS);
        for (int i = 0; i < 2 * MOST_CONNECTIONS; i++) {
            KeptConnection connection = KeptConnection.to(gatehouse.address());
            connection.say(whole(id + i) + login(id, "Content-Length: 9999\r\n\r\n{"));
            end.of(connection);
        }
        gatehouse.awaitOk("/health/live");
    }

    @ParameterizedTest
    @EnumSource
    void incompletePipelinedRequestDoesNotHideTheDisconnect(End end) throws IOException {
        slowPool(1);
        end.of(said(whole(id) + login(id + "half", "Content-Length: 9999\r\n\r\n{")));

        assertThat(JsonLog.await(gatehouse, "access", id).get("status").asInt()).isEqualTo(499);
    }

    @Test
    void incompletePipelinedRequestIsNotProcessed() throws IOException {
        slowPool(1);
        said(whole(id) + login(id + "half", "Content-Length: 999\r\n\r\n" + DEMO))
                .close();

        JsonLog.await(gatehouse, "audit", id);
        assertThat(gatehouse.post("/auth/login", DEMO).status()).isEqualTo(200);
        assertThat(JsonLog.of(gatehouse, id + "half")).isEmpty();
    }
}
