package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections of clients that are slow or send too much are closed, and do not delay other clients. */
@Tag("proof")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowClientIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final String ME = "GET /auth/me HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HEAD = "POST /auth/login HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
    private static final String BODY = HEAD + "Content-Length: 9999\r\n\r\n";
    private static final String CHUNK = HEAD + "Transfer-Encoding: chunked\r\n\r\n270f\r\n";

    private static OwnPool pool;
    /** Each instance has at most one short timeout, so that a test cannot pass because of another one. */
    private static Gatehouse gatehouse;

    private static Gatehouse shortIdle;
    private static Gatehouse patient;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        gatehouse = start("500ms", "5m");
        shortIdle = start("5m", "3s");
        patient = start("5m", "5m");
    }

    private static Gatehouse start(String receiveTimeout, String idleTimeout) {
        return pool.launch()
                .setting("gatehouse.http.receive-timeout", receiveTimeout)
                .setting("quarkus.http.idle-timeout", idleTimeout)
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        shortIdle.close();
        patient.close();
        pool.close();
    }

    private static KeptConnection connect() throws IOException {
        return KeptConnection.to(gatehouse.address());
    }

    /** Sends single bytes, well within the idle timeout, until the other side closes. */
    private static void drip(KeptConnection connection, String text) throws InterruptedException {
        try {
            for (int i = 0; ; i++) {
                connection.say(text.substring(i % text.length(), i % text.length() + 1));
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException e) {
            // Closed by the other side.
        }
    }

    @Nested
    class SlowSender {

        @ParameterizedTest
        @ValueSource(
                strings = {"GET /auth/me HTTP/1.1\r\nHost: h\r\nX: ", "GET /auth/me?", "", ME + "GET /", BODY, CHUNK})
        void isClosed(String beginning) throws IOException, InterruptedException {
            try (KeptConnection connection = connect()) {
                connection.say(beginning);
                drip(connection, "a");
            }
        }

        @Test
        void isClosedWhenItSendsOnlyEmptyLines() throws IOException, InterruptedException {
            try (KeptConnection connection = connect()) {
                drip(connection, "\r\n");
            }
        }

        @Test
        void gets408ForAnIncompleteHead() throws IOException {
            try (KeptConnection connection = connect()) {
                Answer answer = connection.send("GET /auth/me HTTP/1.1\r\nHost: h\r\n");
                assertThat(answer.status()).isEqualTo(408);
                assertThat(answer.body()).contains("\"code\":\"request_timeout\"");
                assertThat(connection.isClosedByPeer()).isTrue();
            }
        }

        @Test
        void doesNotDelayOtherClients() throws IOException {
            List<KeptConnection> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < 300; i++) {
                    crowd.add(connect());
                    crowd.getLast().say(i % 2 == 0 ? BODY + "{" : "GET /auth/me HT");
                }
                assertThat(gatehouse.post("/auth/login", DEMO).status()).isEqualTo(200);
                assertThat(crowd).allMatch(KeptConnection::isClosedAtLast);
            } finally {
                for (KeptConnection each : crowd) {
                    each.close();
                }
            }
        }
    }

    @Nested
    class IdleConnection {

        @Test
        void isClosed() throws IOException {
            try (KeptConnection connection = KeptConnection.to(shortIdle.address())) {
                assertThat(connection.isClosedByPeer()).isTrue();
            }
        }

        @Test
        void isClosedAfterARequestToo() throws IOException {
            try (KeptConnection connection = KeptConnection.to(shortIdle.address())) {
                assertThat(connection.send(ME).status()).isEqualTo(401);
                assertThat(connection.isClosedByPeer()).isTrue();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "GET /auth", BODY + "{"})
        void isClosedAtOnceWhenTheClientClosesItsSide(String beginning) throws IOException {
            try (KeptConnection connection = KeptConnection.to(patient.address())) {
                connection.say(beginning);
                connection.sayNoMore();
                assertThat(connection.isClosedByPeer()).isTrue();
            }
        }

        @Test
        void isAnsweredFirst() throws IOException {
            try (KeptConnection connection = KeptConnection.to(patient.address())) {
                connection.say(ME);
                connection.sayNoMore();
                assertThat(connection.answer().status()).isEqualTo(401);
                assertThat(connection.isClosedByPeer()).isTrue();
            }
        }
    }

    @Nested
    class Pipelining {

        @Test
        void getsAnswersUpToTheLimit() throws IOException {
            Pool.fault(Map.of("operation", "InitiateAuth", "kind", "delay", "delay_ms", 500, "times", 1));
            try (KeptConnection connection = connect()) {
                connection.say(HEAD + "Content-Length: " + DEMO.length() + "\r\n\r\n" + DEMO + ME.repeat(60));
                assertThat(connection.answer().status()).isEqualTo(200);
                for (int i = 1; i < 32; i++) {
                    assertThat(connection.answer().status()).isEqualTo(401);
                }
                assertThat(connection.answer().status()).isEqualTo(400);
                assertThat(connection.isClosedByPeer()).isTrue();
            } finally {
                Pool.healed();
            }
        }

        @Test
        void isAnsweredInOrder() throws IOException {
            try (KeptConnection connection = connect()) {
                connection.say((ME + "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n").repeat(20));
                for (int i = 0; i < 20; i++) {
                    assertThat(connection.answer().status()).isEqualTo(401);
                    assertThat(connection.answer().status()).isEqualTo(404);
                }
            }
        }

        /** The service holds in memory what the kernel does not buffer. */
        @Test
        void isClosedWhenTheAnswersAreNotRead() throws IOException {
            long sent = 0;
            try (KeptConnection connection = connect()) {
                while (sent < 50_000_000) {
                    connection.say(ME.repeat(50));
                    sent += ME.length() * 50L;
                }
            } catch (IOException e) {
                // Closed by the other side.
            }
            assertThat(sent).isLessThan(50_000_000);
        }
    }
}
