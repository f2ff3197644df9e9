package dev.gatehouse.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Requests that a page of another site causes. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class CrossSiteTest {
    private static final String SITE = "Sec-Fetch-Site";

    private String email;

    @BeforeEach
    void member() {
        Pool.reset();
        email = Api.member();
    }

    private static String own() {
        return "http://localhost:" + RestAssured.port;
    }

    private static void refused(Response answer) {
        answer.then().statusCode(403).body("code", equalTo("cross_site_request"));
        assertThat(Jar.lines(answer)).isEmpty();
    }

    @Nested
    class OfAPersonWhoIsSignedIn {
        private RequestSpecification request() {
            return Jar.signedIn(email).withoutOrigin().body(Map.of());
        }

        private static int status(RequestSpecification request) {
            // The route finds the body incomplete.
            return request.post("/auth/change-password").statusCode();
        }

        @Test
        void isRefused() {
            refused(request().header(SITE, "cross-site").post("/auth/change-password"));
        }

        @Test
        void isRefusedWithoutEitherField() {
            refused(request().post("/auth/change-password"));
        }

        @Test
        void opaqueOriginProvesNothing() {
            assertThat(status(request().header("Origin", "null").header(SITE, "same-origin")))
                    .isEqualTo(400);
            refused(request()
                    .header("Origin", "null")
                    .header(SITE, "cross-site")
                    .post("/auth/change-password"));
            refused(request().header("Origin", "null").post("/auth/change-password"));
        }

        @Test
        void ownOriginPassesWhereTheSiteIsNotNamed() {
            assertThat(status(request().header("Origin", own()))).isEqualTo(400);
        }

        @Test
        void siblingHostIsRefused() {
            refused(request()
                    .header("Origin", "https://other.example.com")
                    .header(SITE, "same-site")
                    .post("/auth/change-password"));
        }

        @Test
        void readingPasses() {
            request().header(SITE, "cross-site").get("/auth/me").then().statusCode(200);
        }

        @Test
        void webSocketHandshakeIsRefused() {
            refused(request()
                    .header("Sec-WebSocket-Key", "x")
                    .header("Origin", "https://evil.example")
                    .get("/auth/me"));
        }

        @Test
        void bearerTokenIsNotChecked() {
            String token = Api.signedIn(email).getString("access_token");

            assertThat(status(
                            request().header("Authorization", "Bearer " + token).header(SITE, "cross-site")))
                    .isEqualTo(400);
        }

        @Test
        void openRoutesAreRefusedToo() {
            refused(Jar.signedIn(email)
                    .withoutOrigin()
                    .header(SITE, "cross-site")
                    .body(Map.of("email", email))
                    .post("/auth/forgot-password"));
            assertThat(Pool.calls("ForgotPassword")).isZero();
        }
    }

    @Nested
    class SigningIn {
        private RequestSpecification login(String session) {
            return given().contentType(ContentType.JSON)
                    .body(Map.of("email", email, "password", Api.PASSWORD, "session", session));
        }

        @Test
        void forACookieIsRefusedBeforeThePoolIsAsked() {
            refused(login("cookie").header(SITE, "cross-site").post("/auth/login"));

            assertThat(Pool.calls("InitiateAuth")).isZero();
        }

        @Test
        void forACookieNeedsOneOfTheFields() {
            refused(login("cookie").post("/auth/login"));
        }

        @Test
        void forACookiePassesFromTheOwnOrigin() {
            login("cookie").header("Origin", own()).post("/auth/login").then().statusCode(200);
        }

        @Test
        void forTokensStaysOpenForApiClients() {
            Api.login(email, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void takesNoFormThatAPageCanPost() {
            given().contentType("text/plain")
                    .header(SITE, "cross-site")
                    .body("{\"email\":\"" + email + "\",\"password\":\"" + Api.PASSWORD + "\",\"session\":\"cookie\"}")
                    .post("/auth/login")
                    .then()
                    .statusCode(415);
        }

        @Test
        void withACookieOfAnotherIsRefusedAlsoForTokens() {
            refused(Jar.signedIn(email)
                    .withoutOrigin()
                    .header(SITE, "cross-site")
                    .body(Map.of("email", email, "password", Api.PASSWORD))
                    .post("/auth/login"));
        }

        @Test
        void answersToThePreflightOfAnotherOriginWithoutCredentials() {
            given().header("Origin", "https://evil.example")
                    .header("Access-Control-Request-Method", "POST")
                    .options("/auth/login")
                    .then()
                    .header("Access-Control-Allow-Credentials", (String) null);
        }
    }
}
