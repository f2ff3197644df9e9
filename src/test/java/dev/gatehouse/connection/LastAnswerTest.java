package dev.gatehouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that comes before the whole request, or instead of it, is the last of its connection, and reaches the client. */
@QuarkusTest
@WithTestResource(PoolResource.class)
@Timeout(20)
class LastAnswerTest {
    private static final String POST = "POST /auth/login HTTP/1.1\r\nHost: h\r\n";
    private static final String JSON = POST + "Content-Type: application/json\r\n";
    private static final String GOOD = "GET /auth/me HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final int MEGABYTE = 1 << 20;

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    private static KeptConnection connect() throws IOException {
        return KeptConnection.to(URI.create(RestAssured.baseURI + ":" + RestAssured.port));
    }

    private static void assertLast(Answer answer, int status, KeptConnection connection) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.closes()).isTrue();
        assertThat(answer.body()).contains("\"status\":" + status);
        assertThat(connection.isClosedByPeer()).isTrue();
    }

    /** Answered on the event loop, before the framework writes out what it has. */
    @Test
    void isSentBeforeTheConnectionEnds() throws IOException {
        try (KeptConnection connection = connect()) {
            assertLast(
                    connection.send("GET /nowhere HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"), 404, connection);
        }
    }

    @Nested
    class ToABodyThatIsNotRead {

        /** The client waits for 100 Continue, and then sends another request instead of the body. */
        @Test
        void reachesAClientThatExpectsContinue() throws IOException {
            try (KeptConnection connection = connect()) {
                Answer answer = connection.send(JSON + "Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n");
                connection.say(GOOD);
                assertLast(answer, 413, connection);
            }
        }

        @Test
        void reachesAClientThatExpectsContinueWithAnotherType() throws IOException {
            try (KeptConnection connection = connect()) {
                Answer answer = connection.send(
                        POST + "Content-Type: text/plain\r\nExpect: 100-continue\r\nContent-Length: 20\r\n\r\n");
                connection.say(GOOD);
                assertLast(answer, 415, connection);
            }
        }

        /** As a proxy that forwards the whole body before it reads the answer. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Type: application/json\r\n",
                    "Content-Type: application/json\r\nConnection: close\r\n"
                })
        void reachesAClientThatSendsTheWholeBodyFirst(String fields) throws IOException {
            try (KeptConnection connection = connect()) {
                connection.say(POST + fields + "Content-Length: " + 2 * MEGABYTE + "\r\n\r\n");
                for (int i = 0; i < 32; i++) {
                    connection.say("a".repeat(MEGABYTE / 16));
                }
                assertLast(connection.send(GOOD), 413, connection);
            }
        }

        @Test
        void reachesAClientThatSendsAllChunksFirst() throws IOException {
            try (KeptConnection connection = connect()) {
                connection.say(JSON + "Transfer-Encoding: chunked\r\n\r\n");
                for (int i = 0; i < 32; i++) {
                    connection.say("10000\r\n" + "a".repeat(MEGABYTE / 16) + "\r\n");
                }
                assertLast(connection.send("0\r\n\r\n" + GOOD), 413, connection);
            }
        }

        @Test
        void reachesAClientThatSentTooLargeAHead() throws IOException {
            try (KeptConnection connection = connect()) {
                connection.say("GET /auth/me HTTP/1.1\r\nHost: h\r\nX: ");
                for (int i = 0; i < 32; i++) {
                    connection.say("a".repeat(MEGABYTE / 16));
                }
                assertLast(connection.answer(), 431, connection);
            }
        }
    }

    /** Also if the body arrived before its request was processed. */
    @Test
    void isNotTheAnswerToABodyThatWasRead() throws IOException {
        try (KeptConnection connection = connect()) {
            connection.say(GOOD + JSON + "Content-Length: 2\r\n\r\n{}" + GOOD);
            assertThat(connection.answer().closes()).isFalse();
            assertThat(connection.answer().closes()).isFalse();
            assertThat(connection.answer().status()).isEqualTo(401);
        }
    }

    @Nested
    class ToAMalformedChunk {

        @ParameterizedTest
        @ValueSource(strings = {"ZZ\r\n", "5\r\n{\"a\":\r\nZZ\r\n", "0\r\nmalformed\r\n\r\n", "1\r\n{x\r\n"})
        void isGiven(String chunks) throws IOException {
            try (KeptConnection connection = connect()) {
                assertLast(
                        connection.send(JSON + "Transfer-Encoding: chunked\r\n\r\n" + chunks + GOOD), 400, connection);
            }
        }

        @Test
        void isGivenWhenItComesLate() throws IOException {
            try (KeptConnection connection = connect()) {
                connection.say(JSON + "Transfer-Encoding: chunked\r\n\r\n5\r\n");
                connection.say("{\"a\":\r\n");
                assertLast(connection.send("ZZ\r\n" + GOOD), 400, connection);
            }
        }

        /** The framework alone would log a stack trace, and leave the connection open. */
        @Test
        void comesAfterTheAnswersToTheRequestsBefore() {
            List<String> lines = Log.of("", () -> {
                try (KeptConnection connection = connect()) {
                    connection.say(GOOD + JSON + "Content-Length: 2\r\n\r\n{}" + JSON
                            + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n");
                    assertThat(connection.answer().status()).isEqualTo(401);
                    assertThat(connection.answer().status()).isEqualTo(400);
                    assertLast(connection.answer(), 400, connection);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(lines)
                    .allMatch(line -> line.startsWith("INFO") || line.startsWith("DEBUG"))
                    .hasSize(3);
        }
    }
}
