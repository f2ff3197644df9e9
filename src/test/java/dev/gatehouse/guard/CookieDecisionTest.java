package dev.gatehouse.guard;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions about requests with the session cookie. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class CookieDecisionTest {
    private static final String OWN = "https://app.example.com";
    private static final String NGINX = "/guard/auth-request";
    private static final String FORWARD = "/guard/forward-auth";

    /** Of a session that no test ends, so that one sign-in is enough. */
    private static Jar shared;

    private Jar browser;

    @BeforeEach
    void signedIn() {
        if (shared == null) {
            Pool.reset();
            shared = Jar.signedIn("demo@example.com", "demo-Passw0rd!");
        }
        browser = shared;
    }

    /** As nginx asks about a request to this path. */
    private static RequestSpecification asked(RequestSpecification request, String method, String path) {
        return request.header("X-Original-Method", method)
                .header("X-Original-URL", OWN + path)
                .redirects()
                .follow(false);
    }

    private RequestSpecification asked(String method) {
        return asked(browser.withoutOrigin(), method, "/orders");
    }

    /** As Traefik, Caddy and HAProxy do. */
    private static RequestSpecification forwarded(RequestSpecification request, String method, String target) {
        return request.header("X-Forwarded-Method", method)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "app.example.com")
                .header("X-Forwarded-Uri", target)
                .redirects()
                .follow(false);
    }

    private static void assertCrossSite(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.header("X-Auth-Code")).isEqualTo("cross_site_request");
        assertThat(answer.jsonPath().getString("code")).isEqualTo("cross_site_request");
    }

    private String accessToken() {
        return asked("GET").get(NGINX + "?token=true").header("X-Auth-Access-Token");
    }

    @Nested
    class Credentials {
        @Test
        void cookieNamesTheCaller() {
            Response answer = asked("GET").get(NGINX);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("X-Auth-User-Id"))
                    .isEqualTo(Asking.claims(accessToken()).get("sub"));
            assertThat(answer.header("X-Auth-Kind")).isEqualTo("user");
            assertThat(Jar.lines(answer)).isEmpty();
        }

        @Test
        void requirementsHoldForItAlike() {
            assertThat(asked("GET").get(NGINX + "?role=admin").statusCode()).isEqualTo(403);
            assertThat(asked("GET").get(NGINX + "?kind=machine").statusCode()).isEqualTo(403);
            assertThat(asked("GET").get(NGINX + "?email=true").header("X-Auth-Email"))
                    .contains("@example.com");
        }

        @Test
        void refusedBearerTokenIsNotReplacedByIt() {
            assertThat(asked("GET")
                            .header("Authorization", "Bearer x")
                            .get(NGINX)
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void fieldOfAnotherSchemeLeavesIt() {
            assertThat(asked("GET")
                            .header("Authorization", "Basic dTpw")
                            .get(NGINX)
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void otherCookiesAreNone() {
            assertThat(asked(given().header("Cookie", "a=1; __Host-gatehouse=2"), "GET", "/")
                            .get(NGINX)
                            .statusCode())
                    .isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "1.", "4.a", "%00", "1.eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c"})
        void unreadableOneIsRefusedAndDeleted(String value) {
            Response answer = asked(given().header("Cookie", "__Host-gatehouse-session.0=" + value), "GET", "/")
                    .get(NGINX);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(Jar.lines(answer)).hasSize(4).allSatisfy(line -> assertThat(line)
                    .contains("=; Max-Age=0;", "; Path=/", "; Secure", "; HttpOnly")
                    .doesNotContain("Domain"));
        }

        @Test
        void unreadableOneIsNobodyWhereACredentialIsOptional() {
            Response answer = asked(
                            given().header("Cookie", "__Host-gatehouse-session.0=" + "A".repeat(10_000)), "GET", "/")
                    .get(NGINX + "?optional=true");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("X-Auth-User-Id")).isEmpty();
            assertThat(Jar.lines(answer)).hasSize(4);
        }
    }

    @Nested
    class CrossSite {
        @Test
        void originalMethodDecidesAndNotThatOfTheQuestion() {
            assertCrossSite(asked("POST").header("Sec-Fetch-Site", "cross-site").get(NGINX));
            assertThat(asked("GET")
                            .header("Sec-Fetch-Site", "cross-site")
                            .post(NGINX)
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void unknownMethodIsUnsafe() {
            assertCrossSite(browser.withoutOrigin()
                    .header("Sec-Fetch-Site", "cross-site")
                    .get(NGINX));
            assertCrossSite(asked("GET")
                    .header("X-Original-Method", "GET")
                    .header("Sec-Fetch-Site", "cross-site")
                    .get(NGINX));
        }

        @Test
        void pageOfTheSameOriginMaySendAnything() {
            assertThat(asked("POST")
                            .header("Sec-Fetch-Site", "same-origin")
                            .get(NGINX)
                            .statusCode())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource({
            "https://app.example.com, 200",
            "https://evil.example, 403",
            "http://app.example.com, 403",
            "null, 403",
            "http://gatehouse:8080, 403"
        })
        void ownOriginIsThatOfTheOriginalRequest(String origin, int status) {
            assertThat(asked("POST").header("Origin", origin).get(NGINX).statusCode())
                    .isEqualTo(status);
            assertThat(forwarded(browser.withoutOrigin(), "POST", "/")
                            .header("Origin", origin)
                            .get(FORWARD)
                            .statusCode())
                    .isEqualTo(status);
            // The contract has no path behind the prefix.
            assertThat(browser.withoutOrigin()
                            .noFilters()
                            .header("Host", "app.example.com")
                            .header("X-Forwarded-Proto", "https")
                            .header("X-Guard-Require", "any")
                            .header("Origin", origin)
                            .post("/guard/ext-authz/orders")
                            .statusCode())
                    .isEqualTo(status);
        }

        @ParameterizedTest
        @CsvSource({
            "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version, 13",
            "Sec-Fetch-Mode, websocket"
        })
        void webSocketOfAForeignPageIsRefused(String name, String value) {
            assertCrossSite(asked("GET")
                    .header(name, value)
                    .header("Origin", "https://evil.example")
                    .get(NGINX));
            assertThat(asked("GET")
                            .header(name, value)
                            .header("Origin", OWN)
                            .get(NGINX)
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void webSocketThroughTraefikHasItsOwnOrigin() {
            RequestSpecification question = browser.withoutOrigin()
                    .header("X-Forwarded-Method", "GET")
                    .header("X-Forwarded-Proto", "wss")
                    .header("X-Forwarded-Host", "app.example.com")
                    .header("Sec-WebSocket-Version", "13");
            assertThat(question.header("Origin", OWN).get(FORWARD).statusCode()).isEqualTo(200);
        }

        @Test
        void requestByBearerTokenIsNotChecked() {
            assertThat(asked("POST")
                            .header("Authorization", "Bearer " + accessToken())
                            .header("Sec-Fetch-Site", "cross-site")
                            .get(NGINX)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Token {
        @Test
        void isAnsweredWhereItIsAskedFor() {
            assertThat(Asking.claims(accessToken())).containsEntry("token_use", "access");
            assertThat(asked("GET").get(NGINX).header("X-Auth-Access-Token")).isNull();
        }

        @Test
        void isThatOfTheBearerIfThereIsOne() {
            String token = accessToken();
            assertThat(asked("GET")
                            .header("Authorization", "Bearer " + token)
                            .get(FORWARD + "?token=true")
                            .header("X-Auth-Access-Token"))
                    .isEqualTo(token);
        }

        @Test
        void isEmptyForNobody() {
            assertThat(get(FORWARD + "?token=true&optional=true").header("X-Auth-Access-Token"))
                    .isEmpty();
        }
    }

    @Nested
    class CookiesOfTheApplication {
        private static String others(String cookies) {
            return given().header("Cookie", cookies)
                    .header("X-Forwarded-Method", "GET")
                    .get(FORWARD + "?cookies=others&optional=true")
                    .header("Cookie");
        }

        @Test
        void areAnsweredWithoutThoseOfThisService() {
            assertThat(others(
                            "a=1; __Host-gatehouse-session.0=x; b=2; __Host-gatehouse-session.1=y; gatehouse-oauth=z"))
                    .isEqualTo("a=1; b=2");
            assertThat(others(
                            "__Host-gatehouse-session.0x=1; gatehouse-sessions.0=2; flag; __Host-gatehouse-session=3"))
                    .isEqualTo(
                            "__Host-gatehouse-session.0x=1; gatehouse-sessions.0=2; flag; __Host-gatehouse-session=3");
            assertThat(others("__Host-gatehouse-session.0=x")).isEmpty();
        }

        @Test
        void areNotAnsweredUnlessAskedFor() {
            assertThat(asked("GET").get(NGINX).header("Cookie")).isNull();
        }
    }

    @Nested
    class SignInPages {
        private static final String REQUIRED = "?sign-in=redirect";

        private static RequestSpecification navigation(String target) {
            return forwarded(given().urlEncodingEnabled(false), "GET", target).header("Sec-Fetch-Mode", "navigate");
        }

        @Test
        void navigationIsSentThereAndBackWithItsQuery() {
            Response answer = navigation("/orders?id=7&q=a%20b").get(FORWARD + REQUIRED);

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.header("Location"))
                    .isEqualTo("/auth/pages/sign-in?return_to=%2Forders%3Fid%3D7%26q%3Da%2520b");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }

        @ParameterizedTest
        @ValueSource(strings = {"//evil.example", "/%5cevil.example", "/%09/evil.example", "https://evil.example"})
        void unsafeTargetLeadsHome(String target) {
            assertThat(navigation(target).get(FORWARD + REQUIRED).header("Location"))
                    .isEqualTo("/auth/pages/sign-in?return_to=%2F");
        }

        @Test
        void nginxFindsTheAddressInAField() {
            Response answer = asked(given(), "GET", "/orders?id=7")
                    .header("Sec-Fetch-Mode", "navigate")
                    .get(NGINX + REQUIRED);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.header("X-Auth-Location")).isEqualTo("/auth/pages/sign-in?return_to=%2Forders%3Fid%3D7");
        }

        @Test
        void envoyGetsTheRedirectToo() {
            // The contract has no path behind the prefix.
            Response answer = given().noFilters()
                    .redirects()
                    .follow(false)
                    .header("X-Guard-Require", "sign-in=redirect")
                    .header("Sec-Fetch-Mode", "navigate")
                    .get("/guard/ext-authz/orders?id=7");

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.header("Location")).isEqualTo("/auth/pages/sign-in?return_to=%2Forders%3Fid%3D7");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "GET  | Accept         | text/html,application/xhtml+xml,*/*;q=0.8 | 302",
                    "HEAD | Accept         | application/json, Text/HTML;q=0.5         | 302",
                    "GET  | Accept         | */*                                       | 401",
                    "GET  | Accept         | application/json                          | 401",
                    "GET  | Sec-Fetch-Mode | cors                                      | 401",
                    "GET  | Sec-Fetch-Mode | same-origin                               | 401",
                    "POST | Sec-Fetch-Mode | navigate                                  | 401"
                })
        void onlyANavigationIsRedirected(String method, String name, String value, int status) {
            assertThat(forwarded(given(), method, "/")
                            .header(name, value)
                            .get(FORWARD + REQUIRED)
                            .statusCode())
                    .isEqualTo(status);
        }

        @Test
        void scriptThatAcceptsHtmlIsNotRedirected() {
            assertThat(forwarded(given(), "GET", "/")
                            .header("Sec-Fetch-Mode", "cors")
                            .header("Accept", "text/html")
                            .get(FORWARD + REQUIRED)
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void unreadableCookieIsDeletedOnTheWay() {
            Response answer = navigation("/")
                    .header("Cookie", "__Host-gatehouse-session.0=x")
                    .get(FORWARD + REQUIRED);

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(Jar.lines(answer)).hasSize(4);
            assertThat(answer.header("X-Auth-Set-Cookie-1")).isNull();
        }

        @Test
        void badBearerTokenIsNotRedirected() {
            assertThat(navigation("/")
                            .header("Authorization", "Bearer x")
                            .get(FORWARD + REQUIRED)
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void whoIsSignedInWithoutTheRoleIsNotRedirected() {
            assertThat(forwarded(browser.withoutOrigin(), "GET", "/")
                            .header("Sec-Fetch-Mode", "navigate")
                            .get(FORWARD + REQUIRED + "&role=admin")
                            .statusCode())
                    .isEqualTo(403);
        }

        @ParameterizedTest
        @ValueSource(strings = {"?sign-in=true", "?sign-in=redirect&optional=true", "?sign-in=", "?token=yes"})
        void wrongParameterIsRefused(String query) {
            Map<String, Object> problem =
                    Objects.requireNonNull(get(FORWARD + query).jsonPath().getMap(""));
            assertThat(problem).containsEntry("code", "invalid_input");
        }
    }
}
