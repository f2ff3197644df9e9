package dev.gatehouse.guard;

import static dev.gatehouse.guard.Services.asReader;
import static dev.gatehouse.guard.Services.base64;
import static dev.gatehouse.guard.Services.basic;
import static dev.gatehouse.guard.Services.encoded;
import static dev.gatehouse.guard.Services.form;
import static dev.gatehouse.guard.ServicesPool.READER;
import static dev.gatehouse.guard.ServicesPool.READER_SECRET;
import static dev.gatehouse.guard.ServicesPool.REVOKER;
import static dev.gatehouse.guard.ServicesPool.REVOKER_SECRET;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749 §2.3.1 and §5.2, on both routes. */
@QuarkusTest
@WithTestResource(ServicesPool.class)
class ClientAuthenticationTest {
    private static final String INTROSPECT = "/oauth2/introspect";
    private static final String REVOKE = "/oauth2/revoke";

    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        token = Api.signedIn("demo@example.com", "demo-Passw0rd!").getString("access_token");
    }

    private static void assertInvalidRequest(Response answer, String description) {
        answer.then()
                .statusCode(400)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_request"))
                .body("error_description", equalTo(description));
    }

    private static void assertInvalidClient(Response answer) {
        answer.then()
                .statusCode(401)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("WWW-Authenticate", startsWith("Basic realm=\"gatehouse\""))
                .body("error", equalTo("invalid_client"));
    }

    @Nested
    class Accepted {
        @Test
        void byBasic() {
            asReader("token=" + token).post(INTROSPECT).then().body("active", equalTo(true));
        }

        @Test
        void bySecretOfAFileWithCharactersThatNeedEncoding() {
            form("token=" + token)
                    .header("Authorization", basic(REVOKER, REVOKER_SECRET))
                    .post(INTROSPECT)
                    .then()
                    .body("active", equalTo(true));
        }

        @Test
        void inTheBody() {
            form("client_id=" + encoded(REVOKER) + "&client_secret=" + encoded(REVOKER_SECRET) + "&token=" + token)
                    .post(INTROSPECT)
                    .then()
                    .body("active", equalTo(true));
        }

        @Test
        void byBasicBesideTheSameClientId() {
            asReader("token=" + token + "&client_id=" + READER)
                    .post(INTROSPECT)
                    .then()
                    .body("active", equalTo(true));
        }

        /** RFC 6749 §3.2: a parameter without a value counts as omitted. */
        @Test
        void byBasicBesideAnEmptySecret() {
            asReader("token=" + token + "&client_secret=")
                    .post(INTROSPECT)
                    .then()
                    .body("active", equalTo(true));
        }

        @Test
        void bySchemeInAnyCase() {
            form("token=" + token)
                    .header("Authorization", "bAsIc " + base64(READER + ":" + READER_SECRET))
                    .post(INTROSPECT)
                    .then()
                    .body("active", equalTo(true));
        }

        @Test
        void withACharset() {
            given().header("Content-Type", "Application/X-WWW-Form-UrlEncoded ; charset=UTF-8")
                    .header("Authorization", basic(READER, READER_SECRET))
                    .body("token=" + token)
                    .post(INTROSPECT)
                    .then()
                    .body("active", equalTo(true));
        }
    }

    @Nested
    class Refused {
        @ParameterizedTest
        @ValueSource(strings = {INTROSPECT, REVOKE})
        void withoutCredentials(String path) {
            assertInvalidClient(form("token=" + token).post(path));
        }

        @ParameterizedTest
        @ValueSource(strings = {INTROSPECT, REVOKE})
        void withABearerToken(String path) {
            assertInvalidClient(form("token=" + token)
                    .header("Authorization", "Bearer " + token)
                    .post(path));
        }

        @ParameterizedTest
        @CsvSource({
            "reader, stranger-secret-only-for-tests-0000",
            "reader, reader-secret-only-for-tests-00000",
            "reader, reader-secret-only-for-tests-0000000",
            "reader, ''",
            "Reader, reader-secret-only-for-tests-000000",
            "nobody, reader-secret-only-for-tests-000000",
            "'', reader-secret-only-for-tests-000000",
            "'', ''"
        })
        void withWrongCredentials(String id, String secret) {
            assertInvalidClient(form("token=" + token)
                    .header("Authorization", basic(id, secret))
                    .post(INTROSPECT));
            assertInvalidClient(form("token=" + token + "&client_id=" + id + "&client_secret=" + secret)
                    .post(INTROSPECT));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"Basic", "Basic ", "Basic %%%", "Basic cmVhZGVy", "Basic cmVhZGVyOiU=", "Basic w7w6w7w=", "x"
                })
        void withAMalformedField(String field) {
            assertInvalidClient(
                    form("token=" + token).header("Authorization", field).post(INTROSPECT));
        }

        @Test
        void beforeTheParametersAreJudged() {
            assertInvalidClient(form("").post(INTROSPECT));
        }

        @Test
        void withAnAnswerThatIsTheSameForUnknownClients() {
            Response wrong = form("token=x")
                    .header("Authorization", basic(READER, "wrong"))
                    .post(INTROSPECT);
            Response unknown = form("token=x")
                    .header("Authorization", basic("nobody", "wrong"))
                    .post(INTROSPECT);

            assertThat(Api.look(wrong)).isEqualTo(Api.look(unknown));
        }
    }

    @Nested
    class InvalidRequest {
        @Test
        void isBasicBesideASecretInTheBody() {
            assertInvalidRequest(
                    asReader("token=" + token + "&client_secret=s").post(INTROSPECT),
                    "client_secret is not allowed beside an Authorization header.");
        }

        @Test
        void isBasicBesideAnotherClientId() {
            assertInvalidRequest(
                    asReader("token=" + token + "&client_id=another").post(INTROSPECT),
                    "client_id differs from that of the Authorization header.");
        }

        @ParameterizedTest
        @ValueSource(strings = {INTROSPECT, REVOKE})
        void isARepeatedParameter(String path) {
            assertInvalidRequest(asReader("token=" + token + "&token=x").post(path), "body repeats a parameter.");
            assertInvalidRequest(asReader("token=x&%74oken=x").post(path), "body repeats a parameter.");
            assertInvalidRequest(asReader("token=x&a=&a=").post(path), "body repeats a parameter.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "token", "token=", "Token=x", "a=b"})
        void isAMissingToken(String body) {
            assertInvalidRequest(asReader(body).post(INTROSPECT), "token is missing.");
        }

        @Test
        void isARequestWithoutABody() {
            assertInvalidRequest(
                    given().header("Authorization", basic(READER, READER_SECRET))
                            .post(INTROSPECT),
                    "token is missing.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "token=%",
                    "token=%4",
                    "token=%zz",
                    "token=%C3",
                    "token=%ED%A0%80",
                    "token=a b",
                    "%=x",
                })
        void isMalformedEncoding(String body) {
            assertInvalidRequest(asReader(body).post(INTROSPECT), "body is not form-encoded.");
        }

        @Test
        void isABodyOfMoreThanSixteenParameters() {
            StringBuilder body = new StringBuilder("token=x");
            for (int i = 1; i < 16; i++) {
                body.append("&p").append(i).append('=');
            }
            asReader(body.toString()).post(INTROSPECT).then().statusCode(200);

            assertInvalidRequest(asReader(body + "&p=").post(INTROSPECT), "body has too many parameters.");
        }
    }

    @Nested
    class AsOnOtherRoutes {
        @ParameterizedTest
        @ValueSource(strings = {INTROSPECT, REVOKE})
        void isAnotherMediaType(String path) {
            given().header("Content-Type", "application/json")
                    .header("Authorization", basic(READER, READER_SECRET))
                    .body("{\"token\":\"x\"}")
                    .post(path)
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("unsupported_media_type"));
        }

        @Test
        void isACompressedBody() {
            asReader("token=x")
                    .header("Content-Encoding", "gzip")
                    .post(INTROSPECT)
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("unsupported_media_type"));
        }

        @ParameterizedTest
        @ValueSource(strings = {INTROSPECT, REVOKE})
        void isAnotherMethod(String path) {
            given().header("Authorization", basic(READER, READER_SECRET))
                    .get(path + "?token=x")
                    .then()
                    .statusCode(405)
                    .header("Allow", "OPTIONS, POST");
        }

        @Test
        void isABodyThatIsTooLarge() {
            asReader("token=" + "x".repeat(41 * 1024))
                    .post(INTROSPECT)
                    .then()
                    .statusCode(413)
                    .body("code", equalTo("body_too_large"));
        }

        @Test
        void areTwoAuthorizationFields() throws IOException {
            try (KeptConnection connection = KeptConnection.to(URI.create("http://localhost:" + RestAssured.port))) {
                String field = "Authorization: " + basic(READER, READER_SECRET) + "\r\n";
                assertThat(connection
                                .send("POST " + INTROSPECT + " HTTP/1.1\r\nHost: h\r\n" + field + field
                                        + "Content-Type: application/x-www-form-urlencoded\r\n"
                                        + "Content-Length: 7\r\n\r\ntoken=x")
                                .status())
                        .isEqualTo(400);
            }
        }

        /** A page of another origin can send a form without being asked (CSRF), so that no other route takes one. */
        @ParameterizedTest
        @ValueSource(strings = {"/auth/login", "/auth/logout"})
        void otherRoutesTakeNoForms(String path) {
            form("token=x").post(path).then().statusCode(415);
        }
    }
}
