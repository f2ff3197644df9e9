package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.identity.Secret;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class GrantTest {
    private static final String APP = "com.example.app:/signed-in";
    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more";
    private static final String OTHER_VERIFIER = "another-verifier-of-forty-three-characters-or-more";
    private static final String CHALLENGE = Pkce.challenge(new Secret(VERIFIER));
    private static final String GRANT =
            "provider=Google&response=grant&return_to=" + APP + "&code_challenge=" + CHALLENGE;

    private final Browser browser = new Browser();

    @BeforeEach
    void poolKnowsTheCallback() {
        Pool.reset();
        Browser.allowCallback();
    }

    /** Where the client is told how the sign-in ended. */
    private String redirect(String callback) {
        return browser.open(callback).then().statusCode(303).extract().header("Location");
    }

    private String redirect() {
        return redirect(browser.signIn(browser.start(GRANT + "&state=of%20client"), "grace@example.com"));
    }

    private static Response exchange(String grant, String verifier) {
        return Api.post("/auth/oauth/token", Map.of("grant", grant, "code_verifier", verifier));
    }

    private static void assertRefused(Response response) {
        response.then().statusCode(400).body("code", equalTo("invalid_grant"));
    }

    @Test
    void clientGetsAGrantAndItsStateAndNoSession() {
        String address = redirect();

        assertThat(address).startsWith(APP + "?grant=");
        assertThat(Browser.query(address)).containsOnlyKeys("grant", "state").containsEntry("state", "of client");
        assertThat(browser.cookies()).isEmpty();
        assertThat(Pool.calls("oauth2/token")).isZero();
    }

    @Test
    void redirectUriKeepsItsQuery() {
        String web = GRANT.replace(APP, "https%3A%2F%2Fapp.example.com%2Fin%3Fa%3Db");

        assertThat(redirect(browser.signIn(browser.start(web), "grace@example.com")))
                .startsWith("https://app.example.com/in?a=b&grant=");
    }

    @Test
    void grantIsExchangedForTokens() {
        String accessToken = exchange(Browser.query(redirect()).get("grant"), VERIFIER)
                .then()
                .statusCode(200)
                .body("status", equalTo("signed_in"))
                .extract()
                .path("access_token");

        Api.me(accessToken).then().statusCode(200).body("email", equalTo("grace@example.com"));
    }

    @Test
    void sessionOfAGrantIsRefreshed() {
        String refreshToken = exchange(Browser.query(redirect()).get("grant"), VERIFIER)
                .then()
                .statusCode(200)
                .extract()
                .path("refresh_token");

        String accessToken =
                Api.refresh(refreshToken).then().statusCode(200).extract().path("access_token");
        Api.me(accessToken).then().statusCode(200).body("email", equalTo("grace@example.com"));
    }

    @Test
    void wrongVerifierIsRefusedAndSpendsNothing() {
        String grant = Browser.query(redirect()).get("grant");

        assertRefused(exchange(grant, OTHER_VERIFIER));
        exchange(grant, VERIFIER).then().statusCode(200);
    }

    @Test
    void grantIsExchangedOnce() {
        String grant = Browser.query(redirect()).get("grant");

        exchange(grant, VERIFIER).then().statusCode(200);
        assertRefused(exchange(grant, VERIFIER));
        assertThat(Pool.calls("oauth2/token")).isOne();
    }

    @Test
    void inventedGrantIsRefused() {
        assertRefused(exchange("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c", VERIFIER));
    }

    @Test
    void verifierIsNoRedirectedText() {
        String address = redirect();

        assertThat(address).doesNotContain(VERIFIER).doesNotContain(CHALLENGE).doesNotContain("code=");
    }

    @Test
    void cancelledSignInIsAnErrorAtTheRedirectUri() {
        assertThat(redirect(browser.cancel(browser.start(GRANT + "&state=s"))))
                .isEqualTo(APP + "?error=access_denied&state=s");
    }

    @Nested
    class Start {
        @ParameterizedTest
        @CsvSource({
            "return_to, return_to=com.example.app:/signed-in, return_to=com.example.app:/signed-in/",
            "return_to, return_to=com.example.app:/signed-in, return_to=https://evil.example/",
            "return_to, return_to=com.example.app:/signed-in, return_to=/",
            "code_challenge, &code_challenge=, &other=",
            "code_challenge, &code_challenge=, &code_challenge=x",
            "response, response=grant, response=token",
        })
        void wrongParameterIsRefusedHere(String field, String part, String replacement) {
            browser.open("/auth/oauth/start?" + GRANT.replace(part, replacement), "application/json")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo(field));
        }

        @Test
        void plainChallengeIsRefused() {
            browser.open("/auth/oauth/start?" + GRANT + "&code_challenge_method=plain", "application/json")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("code_challenge_method"));
        }
    }
}
