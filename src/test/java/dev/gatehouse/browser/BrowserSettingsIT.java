package dev.gatehouse.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Launch;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies for all clients, on several hosts of one site. */
@Tag("proof")
class BrowserSettingsIT {
    private static final String LISTED = "https://app.example.com";
    private static final Map<String, String> DEMO = Map.of("email", "demo@example.com", "password", "demo-Passw0rd!");

    private static Emulator pool;
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() {
        pool = Emulator.start(EmulatorSettings.defaults());
        gatehouse = cookies().start("/health/ready");
    }

    private static Launch cookies() {
        return Gatehouse.before(pool)
                .setting("gatehouse.browser.session", "cookie")
                .setting("gatehouse.browser.cookie-domain", "example.com")
                .setting("gatehouse.browser.origins", LISTED)
                .setting("gatehouse.http.public-url", "https://auth.example.com");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    private static RequestSpecification request() {
        return given().baseUri("http://127.0.0.1")
                .port(gatehouse.address().getPort())
                .contentType("application/json");
    }

    @Test
    void everyClientGetsCookiesOfTheDomain() {
        Response answer =
                request().header("Sec-Fetch-Site", "same-origin").body(DEMO).post("/auth/login");

        answer.then().statusCode(200).body("$", equalTo(Map.of("status", "signed_in", "expires_in", 3600)));
        assertThat(answer.header("Set-Cookie"))
                .startsWith("__Secure-gatehouse-session.0=")
                .contains("; Domain=example.com; HttpOnly; Secure; SameSite=Lax");
    }

    @Test
    void everyClientNeedsAnOrigin() {
        request().body(DEMO).post("/auth/login").then().statusCode(403).body("code", equalTo("cross_site_request"));
    }

    @Test
    void listedOriginOfTheSiteMaySignIn() {
        request()
                .header("Sec-Fetch-Site", "same-site")
                .header("Origin", LISTED)
                .body(DEMO)
                .post("/auth/login")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", LISTED)
                .header("Access-Control-Allow-Credentials", "true");
    }

    @Test
    void otherOriginMayNot() {
        request()
                .header("Sec-Fetch-Site", "same-site")
                .header("Origin", "https://blog.example.com")
                .body(DEMO)
                .post("/auth/login")
                .then()
                .statusCode(403)
                .body("code", equalTo("cross_site_request"))
                .header("Access-Control-Allow-Origin", (String) null);
    }

    @Test
    void preflightAllowsCredentials() {
        request()
                .header("Origin", LISTED)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/auth/login")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", LISTED)
                .header("Access-Control-Allow-Credentials", "true")
                .header("Vary", startsWith("origin"));
    }

    /** Pages with bearer tokens beside those with the cookie. */
    @Test
    void originThatMayNotUseTheCookieGetsNoCredentials() {
        String other = "https://spa.example.com";
        try (Gatehouse both =
                cookies().setting("gatehouse.http.allowed-origins", other).start("/health/ready")) {
            for (String origin : List.of(LISTED, other)) {
                Response answer = given().baseUri("http://127.0.0.1")
                        .port(both.address().getPort())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .options("/auth/session");

                answer.then().statusCode(204).header("Access-Control-Allow-Origin", origin);
                assertThat(answer.header("Access-Control-Allow-Credentials"))
                        .isEqualTo(origin.equals(LISTED) ? "true" : null);
            }
        }
    }

    private static String refusal(Launch launch) {
        try (Gatehouse refused = launch.launch()) {
            assertThat(refused.awaitExit().code()).isNotZero();
            return refused.output();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gatehouse.browser.session, cookie, gatehouse.browser.session=cookie",
        "gatehouse.pages.enabled, true, gatehouse.pages.enabled=true",
        "gatehouse.oauth.providers, Google, gatehouse.oauth.providers"
    })
    void startNeedsTheSecret(String setting, String value, String named) {
        assertThat(refusal(Gatehouse.before(pool)
                        .env("COGNITO_DOMAIN", "https://pool.example.com")
                        .setting(setting, value)
                        .without("JWT_SECRET")))
                .isEqualTo("JWT_SECRET is not set: " + named + " requires it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "localhost", "127.0.0.1", "co.uk", "other.com"})
    void startRefusesADomainThatBrowsersIgnore(String domain) {
        assertThat(refusal(cookies().setting("gatehouse.browser.cookie-domain", domain)))
                .startsWith("gatehouse.browser.cookie-domain ")
                .endsWith(".")
                .doesNotContain(". ");
    }
}
