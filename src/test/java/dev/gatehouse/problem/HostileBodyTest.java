package dev.gatehouse.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that two readers would read differently, that would cost, or that no text editor writes. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class HostileBodyTest {
    private static final String LOGIN = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    /** Sends the bytes under the very content type that is named. */
    private static final RestAssuredConfig AS_IS = RestAssured.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.BINARY)
                    .encodeContentTypeAs("*/*", ContentType.BINARY)
                    .encodeContentTypeAs("nonsense", ContentType.BINARY));

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @Nested
    class Names {
        @Test
        void longOneIsRefused() {
            HostileBodyTest.json("/auth/login", "{\"" + "n".repeat(15_000) + "\":1}")
                    .then()
                    .statusCode(400);
        }
    }

    private static Response login(byte[] body, String contentType) {
        return bytes(contentType).body(body).post("/auth/login");
    }

    private static RequestSpecification bytes(String contentType) {
        return given().config(AS_IS).contentType(contentType);
    }

    private static Response json(String path, String body) {
        return Api.json().body(body).post(path);
    }

    @Nested
    class Encoding {
        @ParameterizedTest
        @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
        void onlyUtf8IsRead(String charset) {
            login(LOGIN.getBytes(Charset.forName(charset)), "application/json")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("malformed_request"));
        }

        @Test
        void declaredCharsetDoesNotChangeThat() {
            login(LOGIN.getBytes(StandardCharsets.UTF_16BE), "application/json; charset=utf-16be")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("malformed_request"));
        }

        /** Latin-1; a slash, overlong; a surrogate, alone; a character beyond the last; a sequence cut short; broken UTF-32. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "7b22656d61696c223a22fc406578616d706c652e636f6d227d",
                    "7b22656d61696c223a22c0af227d",
                    "7b22656d61696c223a22eda080227d",
                    "7b22656d61696c223a22f4908080227d",
                    "7b22656d61696c223a22e282227d",
                    "0000007bffffffff",
                    "7b2200223a317d"
                })
        void bytesThatAreNoTextAreRefused(String hex) {
            login(HexFormat.of().parseHex(hex), "application/json")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("malformed_request"));
        }

        @Test
        void compressedBodyIsNotRead() throws IOException {
            bytes("application/json")
                    .header("Content-Encoding", "gzip")
                    .body(zipped(LOGIN.getBytes(StandardCharsets.UTF_8)))
                    .post("/auth/login")
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("unsupported_media_type"));
        }

        /** Ten kilobytes that would be ten megabytes. */
        @Test
        void bombIsNotRead() throws IOException {
            byte[] bomb = zipped(new byte[10 * 1024 * 1024]);

            assertThat(bomb).hasSizeLessThan(16 * 1024);
            bytes("application/json")
                    .header("Content-Encoding", "gzip")
                    .body(bomb)
                    .post("/auth/login")
                    .then()
                    .statusCode(415);
        }

        @Test
        void bodyThatOnlyClaimsToBeCompressedIsNotReadEither() {
            Api.json()
                    .header("Content-Encoding", "br")
                    .body(LOGIN)
                    .post("/auth/login")
                    .then()
                    .statusCode(415);
        }

        private static byte[] zipped(byte[] content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
                zip.write(content);
            }
            return bytes.toByteArray();
        }
    }

    @Nested
    class MediaType {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "*/*",
                    "application/*",
                    "application/vnd.api+json",
                    "application/problem+json",
                    "text/json",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "nonsense",
                    "application/json, text/plain"
                })
        void otherTypesAreRefused(String type) {
            login(LOGIN.getBytes(StandardCharsets.UTF_8), type)
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("unsupported_media_type"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/json", "APPLICATION/JSON; Charset=\"UTF-8\"", "application/json;x=y"})
        void spellingAndParametersDoNotMatter(String type) {
            login(LOGIN.getBytes(StandardCharsets.UTF_8), type).then().statusCode(200);
        }
    }

    /** What is refused by its head has a body still to come, which must not be taken for the next request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /auth/login HTTP/1.1\r\nContent-Type: text/plain\r\n",
                "POST /auth/login HTTP/1.1\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n",
                "OPTIONS /auth/login HTTP/1.1\r\nContent-Type: application/json\r\n",
                "POST /health/live HTTP/1.1\r\nContent-Type: application/json\r\n"
            })
    void refusedBodyIsNotTakenForARequest(String head) throws IOException {
        String body = "GET /auth/me HTTP/1.1\r\nHost: h\r\n\r\n" + " ".repeat(9_000);
        try (KeptConnection connection = KeptConnection.to(URI.create(RestAssured.baseURI + ":" + RestAssured.port))) {
            Answer answer = connection.send(head + "Host: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(answer.status()).isIn(204, 405, 415);
            assertThat(answer.closes()).isTrue();
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @Nested
    class Shape {
        @ParameterizedTest
        @ValueSource(strings = {"[", "{\"a\":", "{\"email\":[", "{\"email\":{\"value\":", "{\"password\":[[{\"x\":"})
        void depthCostsNothing(String part) {
            byte[] body = part.repeat(16_000 / part.length()).getBytes(StandardCharsets.UTF_8);
            login(body, "application/json").then().statusCode(400);
        }

        @Test
        void widthCostsNothing() {
            StringBuilder body = new StringBuilder("{\"a0\":1");
            for (int i = 1; i < 900; i++) {
                body.append(",\"a").append(i).append("\":1");
            }
            json("/auth/login", body.append('}').toString())
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("a0"));
        }

        @Test
        void longNumberCostsNothing() {
            json("/auth/login", "{\"email\":" + "9".repeat(15_000) + "}").then().statusCode(400);
        }

        @Test
        void duplicateIsRefusedDeepDownToo() {
            json("/auth/challenge", "{\"challenge_token\":\"x\",\"answers\":{\"code\":\"1\",\"code\":\"2\"}}")
                    .then()
                    .statusCode(400);
        }

        /** The same name, once spelled with an escape. */
        @Test
        void duplicateInAnotherSpellingIsRefused() {
            json("/auth/login", "{\"email\":\"a@example.com\",\"\\u0065mail\":\"b@example.com\",\"password\":\"x\"}")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("malformed_request"));
        }
    }

    @Nested
    class Text {
        @ParameterizedTest
        @CsvSource({
            "/auth/register, password, '{\"email\":\"a@example.com\",\"password\":\"correct-horse?\"}'",
            "/auth/register, name, '{\"email\":\"a@example.com\",\"password\":\"correct-horse-b\",\"name\":\"a?\"}'",
            "/auth/register, locale,"
                    + " '{\"email\":\"a@example.com\",\"password\":\"correct-horse-b\",\"locale\":\"de?\"}'",
            "/auth/login, email, '{\"email\":\"a?@example.com\",\"password\":\"x\"}'",
            "/auth/login, password, '{\"email\":\"a@example.com\",\"password\":\"x?\"}'",
            "/auth/verify, code, '{\"email\":\"a@example.com\",\"code\":\"1?\"}'",
            "/auth/refresh, refresh_token, '{\"refresh_token\":\"x?\"}'",
            "/auth/logout, refresh_token, '{\"refresh_token\":\"x?\"}'",
            "/auth/challenge, challenge_token, '{\"challenge_token\":\"x?\",\"answers\":{\"code\":\"1\"}}'",
            "/auth/challenge, answers, '{\"challenge_token\":\"x\",\"answers\":{\"code\":\"1?\"}}'",
        })
        void halfACharacterIsRefusedByName(String path, String field, String body) {
            for (String half : new String[] {"\\ud83d", "\\udd11", "\\udd11\\ud83d"}) {
                json(path, body.replace("?", half))
                        .then()
                        .statusCode(400)
                        .body("code", equalTo("invalid_input"))
                        .body("errors.field", hasItem(field));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"\\u0000", "\\n", "\\r", "\\u001b", "\\u007f", "\\u0085"})
        void controlCharacterIsNoPartOfANameOrAnAddressOrACode(String escape) {
            json(
                            "/auth/register",
                            "{\"email\":\"a@example.com\",\"password\":\"correct-horse-b\",\"name\":\"a" + escape
                                    + "\"}")
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("name"));
            json("/auth/verify", "{\"email\":\"a" + escape + "@example.com\",\"code\":\"1" + escape + "\"}")
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("email"))
                    .body("errors.field", hasItem("code"));
        }
    }
}
