package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which a client may send a body, or none. */
@QuarkusTest
@WithTestResource(PoolResource.class)
@Timeout(20)
class RequestBodyTest {
    private static final String LOGIN = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";

    /** Throws like a step with a bug, before the body of the request is read. */
    @Decorator
    @Priority(1)
    static class BrokenStep implements RequestInternals {
        private final RequestInternals intact;

        BrokenStep(@Delegate RequestInternals intact) {
            this.intact = intact;
        }

        @Override
        public boolean isOpen(HttpServerRequest request) {
            if (request.path().equals("/test/broken-early")) {
                throw new IllegalStateException("a bug");
            }
            return intact.isOpen(request);
        }

        @Override
        public @Nullable String matchedTemplate(HttpServerRequest request) {
            return intact.matchedTemplate(request);
        }

        @Override
        public void setBody(RoutingContext context, Buffer body) {
            intact.setBody(context, body);
        }
    }

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    private static Answer send(String path, String fields, String body) throws IOException {
        try (KeptConnection connection = KeptConnection.to(URI.create(RestAssured.baseURI + ":" + RestAssured.port))) {
            return connection.send("POST " + path + " HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n" + body);
        }
    }

    @Nested
    class None {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Content-Length: 0\r\n",
                    "Content-Length: 00\r\n",
                    "Content-Length: 0\r\nContent-Type: text/plain;charset=UTF-8\r\n",
                    "Content-Length: 0\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                    "Content-Type: nonsense\r\n",
                    "Content-Length: 0\r\nContent-Encoding: gzip\r\n",
                })
        void signsOutTheCaller(String fields) throws IOException {
            String token = Api.signedIn(Api.member()).getString("access_token");

            assertThat(send("/auth/logout", "Authorization: Bearer " + token + "\r\n" + fields, "")
                            .status())
                    .isEqualTo(204);
            Api.judged(token).then().statusCode(401);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Content-Type: application/json\r\n",
                    "Content-Type: text/plain\r\n",
                    "Content-Type: multipart/form-data; boundary=x\r\n"
                })
        void inChunksSignsOutTheCaller(String fields) throws IOException {
            String token = Api.signedIn(Api.member()).getString("access_token");

            assertThat(send(
                                    "/auth/logout",
                                    "Authorization: Bearer " + token + "\r\nTransfer-Encoding: chunked\r\n" + fields,
                                    "0\r\n\r\n")
                            .status())
                    .isEqualTo(204);
            Api.judged(token).then().statusCode(401);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/auth/login | Content-Length: 0",
                    "/auth/login | Transfer-Encoding: chunked",
                    "/auth/register | Content-Length: 0",
                    "/auth/refresh | Transfer-Encoding: chunked",
                    "/auth/verify | X: y"
                })
        void isReportedIfOneIsRequired(String path, String framing) throws IOException {
            Answer answer = send(path, framing + "\r\n", framing.endsWith("chunked") ? "0\r\n\r\n" : "");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"invalid_input\"", "\"field\":\"body\"");
        }
    }

    @Nested
    class MediaType {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/json ; charset=utf-8",
                    "application/json\t;charset=utf-8",
                    "application/json;",
                    "application/json ; ; charset=utf-8",
                    "application/json; x=\"a;b\""
                })
        void isReadInEveryValidSpelling(String type) throws IOException {
            assertThat(send(
                                    "/auth/login",
                                    "Content-Type: " + type + "\r\nContent-Length: " + LOGIN.length() + "\r\n",
                                    LOGIN)
                            .status())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/jsonx", "application /json", "application/json x", "application/ json"})
        void isRefusedIfItOnlyBeginsLikeJson(String type) throws IOException {
            assertThat(send(
                                    "/auth/login",
                                    "Content-Type: " + type + "\r\nContent-Length: " + LOGIN.length() + "\r\n",
                                    LOGIN)
                            .status())
                    .isEqualTo(415);
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"})
        void ofAChunkedBodyIsRefusedToo(String type) throws IOException {
            assertThat(send(
                                    "/auth/login",
                                    "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n",
                                    Integer.toHexString(LOGIN.length()) + "\r\n" + LOGIN + "\r\n0\r\n\r\n")
                            .status())
                    .isEqualTo(415);
        }
    }

    @Nested
    class Accept {

        @ParameterizedTest
        @ValueSource(strings = {"application/json ; q=0.9", "text/html, application/json ;q=1", "*/* ; q=0.1"})
        void isReadInEveryValidSpelling(String accept) throws IOException {
            assertThat(send(
                                    "/auth/login",
                                    "Accept: " + accept
                                            + "\r\nContent-Type: application/json\r\nContent-Length: "
                                            + LOGIN.length() + "\r\n",
                                    LOGIN)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void failureOfTheServiceWhileTheBodyArrivesIs500() {
        List<String> lines = Log.of("dev.gatehouse.problem", () -> {
            Answer answer = assertDoesNotThrow(() ->
                    send("/test/broken-early", "Content-Type: application/json\r\nContent-Length: 9999\r\n", "{"));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).contains("\"code\":\"internal_error\"");
        });
        assertThat(lines).singleElement().asString().contains("ERROR unexpected failure", "a bug");
    }
}
