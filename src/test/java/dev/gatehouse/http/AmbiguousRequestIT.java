package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.JsonLog;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.OwnPool;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request that two servers could parse differently is refused, and its connection is closed, to prevent request smuggling (RFC
 * 9112 §11.2).
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("proof")
class AmbiguousRequestIT {
    private static final String HEAD = "POST /auth/refresh HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
    private static final String BODY = "{\"refresh_token\":\"x\"}";
    private static final String CHUNKS = "15\r\n" + BODY + "\r\n0\r\n\r\n";
    /** Must never be answered: it follows a refused request on the same connection. */
    private static final String SMUGGLED = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n";

    private static OwnPool pool;
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        gatehouse = pool.launch().env("LOG_LEVEL", "debug").start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    private static KeptConnection connect() throws IOException {
        return KeptConnection.to(gatehouse.address());
    }

    private static void assertRefused(int status, String code, String request) throws IOException {
        try (KeptConnection connection = connect()) {
            Answer answer = connection.send(request + SMUGGLED);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.closes()).isTrue();
            assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"status\":" + status);
            assertThat(answer.head())
                    .contains(
                            "content-type: application/problem+json", "x-content-type-options: nosniff", "\r\ndate: ");
            assertThat(connection.isClosedByPeer()).isTrue();
            JsonNode line = JsonLog.await(gatehouse, "access", id(answer));
            assertThat(line.get("status").asInt()).isEqualTo(status);
        }
    }

    private static String id(Answer answer) {
        return answer.head()
                .lines()
                .filter(line -> line.startsWith("x-request-id: "))
                .findFirst()
                .orElseThrow()
                .substring("x-request-id: ".length());
    }

    private static void assertServed(int status, String request) throws IOException {
        try (KeptConnection connection = connect()) {
            assertThat(connection.send(request).status()).isEqualTo(status);
            assertThat(connection.send(SMUGGLED).status()).isEqualTo(200);
        }
    }

    @Nested
    class Length {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: 33\r\nTransfer-Encoding: chunked",
                    "Transfer-Encoding: chunked\r\nContent-Length: 4",
                    "Transfer-Encoding: chunked\r\nContent-Length: 0",
                    "Content-Length: 21\r\nTransfer-Encoding: xchunked",
                    "Content-Length: 21\r\nTransfer-Encoding: identity",
                    "Content-Length: 21\r\nTransfer-Encoding:"
                })
        void statedTwiceIsRefused(String fields) throws IOException {
            assertRefused(400, "malformed_request", HEAD + fields + "\r\n\r\n" + CHUNKS);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: 21\r\nContent-Length: 21",
                    "Content-Length: 21\r\nContent-Length: 5",
                    "Content-Length: 21, 21",
                    "Content-Length: +21",
                    "Content-Length: -1",
                    "Content-Length: 0x15",
                    "Content-Length: 2 1",
                    "Content-Length:",
                    "Content-Length: 99999999999999999999",
                    "Content-Length : 21"
                })
        void thatIsNotANumberIsRefused(String field) throws IOException {
            assertRefused(400, "malformed_request", HEAD + field + "\r\n\r\n" + BODY);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "xchunked",
                    "identity",
                    "gzip, chunked",
                    "chunked, identity",
                    "chunked, chunked",
                    "\"chunked\"",
                    "chunked;q=1",
                    "\u000bchunked",
                    "chunked\u0000",
                    "\r\n chunked",
                    "chunked\r\nTransfer-Encoding: identity",
                    "identity\r\nTransfer-Encoding: chunked"
                })
        void inAnUnknownTransferCodingIsRefused(String coding) throws IOException {
            assertRefused(400, "malformed_request", HEAD + "Transfer-Encoding: " + coding + "\r\n\r\n" + CHUNKS);
        }

        @Test
        void inChunksIsUnknownToHttp10() throws IOException {
            assertRefused(
                    400,
                    "malformed_request",
                    HEAD.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS);
        }

        @ParameterizedTest
        @ValueSource(strings = {CHUNKS, "15;a=b;c=\"d\"\r\n" + BODY + "\r\n0\r\nX: y\r\n\r\n"})
        void inChunksIsRead(String chunks) throws IOException {
            assertServed(401, HEAD + "Transfer-Encoding: Chunked\r\n\r\n" + chunks);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "xyz\r\n",
                    "-1\r\n",
                    "0x15\r\n" + BODY + "\r\n0\r\n\r\n",
                    "ffffffffffffffff0\r\n",
                    "15\r\n" + BODY + "0\r\n\r\n",
                    "15\n" + BODY + "\n0\n\n",
                    "15;a\nb\r\n" + BODY + "\r\n0\r\n\r\n"
                })
        void ofAMalformedChunkIsRefused(String chunks) throws IOException {
            assertRefused(400, "malformed_request", HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
        }
    }

    @Nested
    class Head {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /auth/me",
                    "GET /auth/me HTTP/0.9",
                    "GET /auth/me HTTP/1.2",
                    "GET /auth/me HTTP/1.10",
                    "GET /auth/me HTTP/2.0",
                    "GET /auth/me HTTP/3.0",
                    "GET /auth/me HTTP/1",
                    "GET /auth/me HTTPS/1.1",
                    "GET /auth/me XTTP/1.1",
                    "GET /auth/me HTTP/1.1 x",
                    "GET /auth/me HTTP /1.1"
                })
        void ofAnotherVersionIsRefused(String line) throws IOException {
            assertRefused(400, "malformed_request", line + "\r\nHost: h\r\n\r\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "X: a\rb",
                    "X: a\u0000b",
                    "X: \u0001",
                    "X: 1234567\u001f",
                    "X: 123456\u007f8",
                    "X: 1234567890\u007f",
                    "X: 12345678\r9",
                    "X : a",
                    " X: a",
                    "X",
                    ": a",
                    "X(y): a",
                    "X\ty: a",
                    "Host: other",
                    "Transfer-Encoding : chunked",
                    "X: a\nContent-Length: 5"
                })
        void withAMalformedFieldIsRefused(String field) throws IOException {
            assertRefused(400, "malformed_request", "GET /auth/me HTTP/1.1\r\nHost: h\r\n" + field + "\r\n\r\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET\t/auth/me HTTP/1.1",
                    "GET  /auth/me HTTP/1.1",
                    "GET /auth/me  HTTP/1.1",
                    "GET /auth/me\tHTTP/1.1",
                    "GET\u000b/auth/me HTTP/1.1",
                    "GET /auth/me\fHTTP/1.1",
                    "GET /auth/me\rHTTP/1.1",
                    " GET /auth/me HTTP/1.1",
                    "\tGET /auth/me HTTP/1.1",
                    "GET /auth/me HTTP/1.1 ",
                    "GET /auth/me HTTP/1.1\t",
                    "GET /auth/m\u00e9 HTTP/1.1",
                    "GET /auth/me\u007f HTTP/1.1",
                    "GET /auth/me#x HTTP/1.1",
                    "GET auth/me HTTP/1.1",
                    "GET ../auth/me HTTP/1.1",
                    "GET * HTTP/1.1",
                    "GET ftp://h/auth/me HTTP/1.1"
                })
        void withAMalformedFirstLineIsRefused(String line) throws IOException {
            assertRefused(400, "malformed_request", line + "\r\nHost: h\r\n\r\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Host: h\r\nX: a\r\n b",
                    "Host: h\r\nX: a\r\n\tb",
                    "Host: h\r\nX:\r\n a\r\nY: b",
                    "Host: h\r\nX: a\r\n ",
                    " X: a\r\nHost: h",
                    "\tX: a\r\nHost: h"
                })
        void withAFoldedFieldIsRefused(String fields) throws IOException {
            assertRefused(400, "malformed_request", "GET /auth/me HTTP/1.1\r\n" + fields + "\r\n\r\n");
        }

        @Test
        void withAFoldedFieldInAnotherSegmentIsRefused() throws IOException {
            try (KeptConnection connection = connect()) {
                connection.say("GET /auth/me HTTP/1.1\r\nHost: h\r\n");
                connection.say("X: a\r\n");
                assertThat(connection.send(" b\r\n\r\n" + SMUGGLED).status()).isEqualTo(400);
                assertThat(connection.isClosedByPeer()).isTrue();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Host: a b/c\r\n"})
        void withoutAHostIsRefused(String host) throws IOException {
            assertRefused(400, "malformed_request", "GET /auth/me HTTP/1.1\r\n" + host + "\r\n");
        }

        @Test
        void withBareLineFeedsIsRefused() throws IOException {
            assertRefused(400, "malformed_request", "GET /auth/me HTTP/1.1\nHost: h\n\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"CONNECT h:443", "OPTIONS *"})
        void withoutAPathIsNotFound(String line) throws IOException {
            assertRefused(404, "not_found", line + " HTTP/1.1\r\nHost: h\r\n\r\n");
        }

        @Test
        void withManyFieldsIsRefused() throws IOException {
            assertRefused(
                    431,
                    "headers_too_large",
                    "GET /auth/me HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(13_000) + "\r\n");
        }

        @Test
        void withALongNameIsRefused() throws IOException {
            assertRefused(
                    431,
                    "headers_too_large",
                    "GET /auth/me HTTP/1.1\r\nHost: h\r\n" + "x".repeat(56_000) + ": y\r\n\r\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/auth/me?", "http://h/auth/me?"})
        void withALongTargetIsRefused(String address) throws IOException {
            assertRefused(414, "uri_too_long", "GET " + address + "x".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\r\n\r\nGET /auth/me HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET http://other.example/auth/me HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET /auth/me HTTP/1.1\r\n"
                            + "Host: h\r\n"
                            + "Content-Type: application/json\r\n"
                            + "Content-Length: 5\r\n\r\n"
                            + "abcde"
                })
        void thatIsUnusualButValidIsServed(String request) throws IOException {
            assertServed(401, request);
        }
    }

    @Nested
    class Http2 {

        @Test
        void isRefusedWithPriorKnowledge() throws IOException {
            assertRefused(400, "malformed_request", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"h2c", "HTTP/2.0", "websocket", "TLS/1.0"})
        void isNotUpgradedTo(String protocol) throws IOException {
            assertServed(
                    401,
                    "GET /auth/me HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: " + protocol
                            + "\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
        }
    }

    @Test
    void validRequestIsAnsweredBeforeAMalformedOne() throws IOException {
        try (KeptConnection connection = connect()) {
            connection.say(SMUGGLED + "GET / HTTP/9.9\r\nHost: h\r\n\r\n" + SMUGGLED);
            assertThat(List.of(connection.answer().status(), connection.answer().status()))
                    .containsExactly(200, 400);
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }
}
