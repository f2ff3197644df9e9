package dev.gatehouse.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.support.Groups;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class OauthSignInTest {
    private static final String GOOGLE = "provider=Google";
    private static final String SESSION = "__Host-gatehouse-session.0";
    private static final String UNDER_WAY = "__Host-gatehouse-oauth";
    private static final String GRACE = "grace@example.com";
    private static final String JSON = "application/json";

    private final Browser browser = new Browser();

    @BeforeEach
    void poolKnowsTheCallback() {
        Pool.reset();
        Browser.allowCallback();
    }

    /** Begins, signs in at the provider, and returns the callback that the browser is sent to. */
    private String callback(String query) {
        return browser.signIn(browser.start(query), GRACE);
    }

    private Browser signedIn() {
        browser.open(callback(GOOGLE)).then().statusCode(303);
        return browser;
    }

    private static void refuse(String error, String description, boolean withState, int times) {
        Pool.redirects(
                Map.of("error", error, "error_description", description, "with_state", withState, "times", times));
    }

    @Nested
    class Start {
        @Test
        void leadsToTheDomainWithPkceStateAndNonce() {
            Map<String, String> parameters = Browser.query(browser.start(GOOGLE));

            assertThat(parameters)
                    .containsEntry("client_id", "gatehouseclient")
                    .containsEntry("response_type", "code")
                    .containsEntry("redirect_uri", Browser.here() + "/auth/oauth/callback")
                    .containsEntry("scope", "openid email aws.cognito.signin.user.admin")
                    .containsEntry("code_challenge_method", "S256")
                    .containsEntry("identity_provider", "Google")
                    .doesNotContainKey("prompt");
            assertThat(List.of(parameters.get("state"), parameters.get("nonce"), parameters.get("code_challenge")))
                    .doesNotHaveDuplicates()
                    .allMatch(text -> text.matches("[\\w-]{43}"));
        }

        @Test
        void keepsWhatItBeganInASealedCookie() {
            browser.open("/auth/oauth/start?" + GOOGLE)
                    .then()
                    .header("Set-Cookie", startsWith(UNDER_WAY + "="))
                    .header("Set-Cookie", containsString("; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax"))
                    .header("Cache-Control", equalTo("no-store"));
        }

        @Test
        void freshSignInAsksForAPrompt() {
            assertThat(Browser.query(browser.start(GOOGLE + "&fresh=true"))).containsEntry("prompt", "login");
        }

        @ParameterizedTest
        @ValueSource(strings = {"provider=Other", "return_to=/", "provider=Google&provider=COGNITO", "provider=google"})
        void providerThatIsNotOfferedIsRefused(String query) {
            browser.open("/auth/oauth/start?" + query, JSON)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_input"))
                    .body("errors[0].field", equalTo("provider"));
        }

        @Test
        void personSeesAPageInPlaceOfAProblem() {
            Response response = browser.open("/auth/oauth/start?provider=Other");

            response.then()
                    .statusCode(400)
                    .contentType("text/html")
                    .body(containsString("href=\"/auth/oauth/start?provider=Google\""));
            // A browser enforces each policy that it gets.
            assertThat(response.headers().getValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("style-src 'self'");
        }

        @Test
        void fourSignInsOfOneBrowserAreKept() {
            List<String> starts = IntStream.range(0, 5)
                    .mapToObj(tab -> browser.start(GOOGLE + "&return_to=/tab-" + tab))
                    .toList();

            String newest = browser.signIn(starts.getLast(), GRACE);
            String oldest = browser.signIn(starts.getFirst(), GRACE);
            String second = browser.signIn(starts.get(1), GRACE);
            browser.open(second).then().statusCode(303).header("Location", equalTo("/tab-1"));
            browser.open(newest).then().statusCode(303).header("Location", equalTo("/tab-4"));
            assertThat(new Browser().open(oldest).statusCode()).isEqualTo(400);
        }

        @Test
        void newestTabsAreKeptWhereTheirAddressesAreLong() {
            String address = "/" + "a".repeat(700);
            List<String> starts = IntStream.range(0, 4)
                    .mapToObj(tab -> browser.start(GOOGLE + "&return_to=" + address + tab))
                    .toList();

            browser.open(browser.signIn(starts.getFirst(), GRACE))
                    .then()
                    .statusCode(400)
                    .contentType("text/html")
                    .body(containsString("This sign-in is over, took too long, or began in another browser."))
                    .body(containsString("href=\"/auth/oauth/start?provider=Google"));
            for (int tab : List.of(2, 3)) {
                browser.open(browser.signIn(starts.get(tab), GRACE))
                        .then()
                        .statusCode(303)
                        .header("Location", equalTo(address + tab));
            }
        }

        @Test
        void addressThatDoesNotFitLeadsHome() {
            // Each of them is written as two characters.
            String callback = callback(GOOGLE + "&return_to=/%3F" + "%22".repeat(2000));

            browser.open(callback).then().statusCode(303).header("Location", equalTo("/"));
        }

        @Test
        void cookieStaysWithinWhatABrowserKeeps() {
            String longest = "/" + "a".repeat(2000);
            for (int tab = 0; tab < 4; tab++) {
                Response response = browser.open("/auth/oauth/start?" + GOOGLE + "&return_to=" + longest);
                assertThat(response.header("Set-Cookie").length()).isBetween(2000, 4096);
            }
        }
    }

    @Nested
    class Success {
        @Test
        void beginsASessionInCookiesAndLeadsBack() {
            Response response = browser.open(callback(GOOGLE + "&return_to=%2Fwelcome%3Fa%3D1%26b%3D2"));

            response.then()
                    .statusCode(303)
                    .header("Location", equalTo("/welcome?a=1&b=2"))
                    .header("Cache-Control", equalTo("no-store"))
                    .body(equalTo(""));
            assertThat(browser.cookies()).containsKey(SESSION).doesNotContainKey(UNDER_WAY);
        }

        @Test
        void sessionIsThatOfTheProvidersUser() {
            signedIn().open("/auth/me", JSON).then().statusCode(200).body("email", equalTo(GRACE));
        }

        @Test
        void foreignAddressBecomesHome() {
            browser.open(callback(GOOGLE + "&return_to=https://evil.example/"))
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo("/"));
        }

        @Test
        void codeOfAnotherBrowserIsRefused() {
            String theirs = new Browser().signIn(new Browser().start(GOOGLE), GRACE);

            browser.start(GOOGLE);
            browser.open(theirs).then().statusCode(400);
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
            assertThat(Pool.calls("oauth2/token")).isZero();
        }

        @Test
        void idTokenOfAnotherSignInIsRefused() {
            String start = browser.start(GOOGLE).replaceAll("nonce=[^&]*", "nonce=of-another-sign-in");

            List<String> lines = Log.of("dev.gatehouse.oauth", () -> browser.open(browser.signIn(start, GRACE))
                    .then()
                    .statusCode(400)
                    .contentType("text/html"));
            assertThat(lines).singleElement().asString().contains("The ID token belongs to another sign-in.");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }

        @Test
        void codeOfAnotherSignInIsRefused() {
            String own = Browser.query(browser.start(GOOGLE)).get("state");
            Browser attacker = new Browser();
            String code = Browser.query(attacker.signIn(attacker.start(GOOGLE), "mallory@example.com"))
                    .get("code");

            browser.open("/auth/oauth/callback?code=" + code + "&state=" + own)
                    .then()
                    .statusCode(400);
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }
    }

    /** Browsers send these characters, and {@code java.net.URI} refuses some of them. */
    @ParameterizedTest
    @ValueSource(strings = {"/search?q=a|b", "/x?y={1}", "/a/../b", "/a[1]?b=^`", "/caf%C3%A9?x=%20"})
    void addressIsSentBackAsItIs(String address) {
        String encoded = URLEncoder.encode(address, StandardCharsets.UTF_8);

        browser.open(callback(GOOGLE + "&return_to=" + encoded))
                .then()
                .statusCode(303)
                .header("Location", equalTo(address));
        assertThat(browser.cookies()).containsKey(SESSION);
    }

    @Nested
    class OpenedTwice {
        /** A code stands in addresses, and so in logs of proxies. */
        @Test
        void usedCodeIsWorthNothingInAnotherBrowser() {
            String callback = callback(GOOGLE);
            browser.open(callback).then().statusCode(303);
            String code = Browser.query(callback).get("code");
            Browser other = new Browser();
            String own = Browser.query(other.start(GOOGLE)).get("state");

            other.open("/auth/oauth/callback?code=" + code + "&state=" + own)
                    .then()
                    .statusCode(400);

            assertThat(other.cookies()).doesNotContainKey(SESSION);
            assertThat(Pool.calls("oauth2/token")).isOne();
        }

        @Test
        void secondLoadLeadsOnWithoutAnotherExchange() {
            String callback = callback(GOOGLE);

            browser.open(callback).then().statusCode(303);
            browser.open(callback).then().statusCode(303).header("Location", equalTo("/"));
            assertThat(Pool.calls("oauth2/token")).isOne();
        }

        @Test
        void emptyJarGetsAPageThatBeginsAnew() {
            String callback = callback(GOOGLE);
            browser.open(callback).then().statusCode(303);

            Browser other = new Browser();
            other.open(callback)
                    .then()
                    .statusCode(400)
                    .contentType("text/html")
                    .body(containsString("This sign-in is over, took too long, or began in another browser."))
                    .body(containsString("Continue with Google"));
            assertThat(other.cookies()).doesNotContainKey(SESSION);
            assertThat(Pool.calls("oauth2/token")).isOne();
        }

        @Test
        void programGetsAProblem() {
            new Browser()
                    .open("/auth/oauth/callback?code=x&state=y", JSON)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("sign_in_refused"));
        }

        @Test
        void bothOfTwoAtOnceAreSignedInByOneExchange() throws Exception {
            String callback = callback(GOOGLE);
            List<Browser> loads = List.of(browser.copy(), browser.copy());

            List<Callable<Integer>> tasks = new ArrayList<>();
            loads.forEach(load -> tasks.add(() -> load.open(callback).statusCode()));
            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Integer> status : executor.invokeAll(tasks)) {
                    assertThat(status.get()).isEqualTo(303);
                }
            }
            assertThat(Pool.calls("oauth2/token")).isOne();
            assertThat(loads).allSatisfy(load -> assertThat(load.cookies()).containsKey(SESSION));
        }
    }

    @Nested
    class Refused {
        @Test
        void cancelledSignInLeadsBackToTheBuiltInPage() {
            String callback = browser.cancel(browser.start(GOOGLE + "&return_to=/there"));

            browser.open(callback)
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo("/auth/pages/sign-in?return_to=%2Fthere"));
            assertThat(browser.cookies()).doesNotContainKey(UNDER_WAY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"user_cancelled_authorize", "access_denied"})
        void cancellationWithoutAStateLeadsThereToo(String error) {
            browser.open("/auth/oauth/callback?error=" + error)
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo("/auth/pages/sign-in?return_to=%2F"));
        }

        @Test
        void refusalOffersAnotherSignInThatLeadsThere() {
            refuse("server_error", "no", true, 1);
            browser.open(browser.visit(browser.start(GOOGLE + "&return_to=/there")))
                    .then()
                    .statusCode(400)
                    .body(containsString("/auth/oauth/start?provider=Google&amp;return_to=%2Fthere"))
                    .body(containsString("href=\"/auth/pages/sign-in?return_to=%2Fthere\""));
        }

        @Test
        void refusalIsInTheLanguageOfThePerson() {
            given().header("Accept", "text/html")
                    .header("Accept-Language", "de-CH")
                    .get("/auth/oauth/callback?error=server_error")
                    .then()
                    .statusCode(400)
                    .header("Content-Language", "de")
                    .header("Vary", "Accept-Language")
                    .header("Referrer-Policy", "same-origin")
                    .body(containsString("<html lang=\"de\">"))
                    .body(containsString("Der Anbieter hat die Anmeldung nicht erlaubt."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"server_error", "%3Cb%3E"})
        void errorWithoutAStateIsAPage(String error) {
            browser.open("/auth/oauth/callback?error=" + error)
                    .then()
                    .statusCode(400)
                    .contentType("text/html")
                    .body(not(containsString("<b>")))
                    .body(not(containsString(error)));
        }

        @Test
        void descriptionIsLoggedWithoutWhatIsPersonal() {
            List<String> lines = Log.of(
                    "dev.gatehouse.oauth",
                    () -> browser.open("/auth/oauth/callback?error=server_error&error_description="
                            + "grace%40example.com%0A%20and%20google_123%20failed%20" + "x".repeat(300)));
            assertThat(lines)
                    .singleElement()
                    .asString()
                    .contains("server_error: … and … failed")
                    .doesNotContain("grace")
                    .hasSizeLessThan(300);
        }

        @Test
        void descriptionIsNotShown() {
            refuse("invalid_request", "<script>alert(1)</script>", true, 1);
            browser.open(browser.visit(browser.start(GOOGLE)))
                    .then()
                    .statusCode(400)
                    .body(not(containsString("<script")))
                    .body(containsString("The provider did not allow the sign-in."));
        }

        @Test
        void failureEndsNoSession() {
            signedIn();
            browser.open("/auth/oauth/callback?error=server_error").then().statusCode(400);
            browser.open(browser.cancel(browser.start(GOOGLE + "&fresh=true")))
                    .then()
                    .statusCode(303);
            browser.open("/auth/me", JSON).then().statusCode(200);
        }

        @Test
        void linkedAccountBeginsAnewOnce() {
            refuse("invalid_request", "Already found an entry for username google_1", true, 1);

            String again = browser.open(browser.visit(browser.start(GOOGLE + "&return_to=/there")))
                    .then()
                    .statusCode(303)
                    .extract()
                    .header("Location");
            assertThat(again).contains("/oauth2/authorize?");
            browser.open(browser.signIn(again, GRACE)).then().statusCode(303).header("Location", equalTo("/there"));
        }

        @Test
        void linkedAccountThatIsRefusedTwiceIsAPage() {
            refuse("invalid_request", "Already found an entry for username google_1", true, 2);

            String again = browser.open(browser.visit(browser.start(GOOGLE)))
                    .then()
                    .statusCode(303)
                    .extract()
                    .header("Location");
            browser.open(browser.visit(again))
                    .then()
                    .statusCode(400)
                    .body(containsString("Your account was linked with this provider just now."));
        }

        @Test
        void silentPoolIs503AndTheSamePageWorksLater() {
            String callback = callback(GOOGLE);
            Pool.fault(Map.of("operation", "oauth2/token", "kind", "drop", "times", 1));

            browser.open(callback).then().statusCode(503).header("Retry-After", not(equalTo("")));
            assertThat(browser.cookies()).containsKey(UNDER_WAY).doesNotContainKey(SESSION);
            browser.open(callback).then().statusCode(303);
            assertThat(browser.cookies()).containsKey(SESSION);
        }
    }

    @Nested
    class SessionTooLargeForItsCookies {
        /** The token is one that the service takes, and does not fit all the same. */
        private static final int GROUPS = 50;

        private String grace;
        private String callback;

        @BeforeEach
        void inTooManyGroups() {
            grace = Pool.add(Map.of("provider", "Google", "email", GRACE)).getString("username");
            Pool.change(grace, Map.of("groups", Groups.tooManyForASession().subList(0, GROUPS)));
            callback = callback(GOOGLE + "&return_to=/there");
        }

        @Test
        void isAPageThatSaysSo() {
            Response response = browser.open(callback);

            response.then()
                    .statusCode(403)
                    .contentType("text/html")
                    .header("Cache-Control", equalTo("no-store"))
                    .body(containsString("Your account has too many roles for a session."))
                    .body(containsString("/auth/oauth/start?provider=Google&amp;return_to=%2Fthere"));
            assertThat(response.headers().getValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("style-src 'self'");
            assertThat(response.header("Location")).isNull();
        }

        @Test
        void isAPageInTheLanguageOfThePerson() {
            given().header("Accept", "text/html")
                    .header("Accept-Language", "de-CH")
                    .header("Cookie", UNDER_WAY + "=" + browser.cookies().get(UNDER_WAY))
                    .redirects()
                    .follow(false)
                    .urlEncodingEnabled(false)
                    .get(callback)
                    .then()
                    .statusCode(403)
                    .header("Content-Language", "de")
                    .body(containsString("Ihr Konto hat zu viele Rollen für eine Sitzung."));
        }

        @Test
        void isAProblemForAProgram() {
            browser.open(callback, JSON).then().statusCode(403).body("code", equalTo("session_too_large"));
        }

        @Test
        void leavesNoCookie() {
            browser.open(callback);

            assertThat(browser.cookies()).isEmpty();
        }

        @Test
        void isNoSuccessfulSignInForTheAudit() {
            assertThat(Log.of("audit", () -> browser.open(callback)))
                    .singleElement()
                    .asString()
                    .contains("sign_in failure", "session_too_large");
        }

        @Test
        void worksAfterwardsWithFewerGroups() {
            browser.open(callback);
            Pool.change(grace, Map.of("groups", List.of("editors")));

            browser.open(callback(GOOGLE)).then().statusCode(303);
            browser.open("/auth/me", JSON).then().statusCode(200);
        }
    }

    @Nested
    class TokensWithoutTheScopeForGetUser {
        /** As of a service whose sign-ins ask for these scopes. */
        private void signedInFor(String scopes) {
            String start = browser.start(GOOGLE).replaceAll("scope=[^&]*", "scope=" + scopes);
            browser.open(browser.signIn(start, GRACE)).then().statusCode(303);
        }

        @Test
        void profileComesFromTheDomain() {
            signedInFor("openid%20email");

            browser.open("/auth/me", JSON).then().statusCode(200).body("email", equalTo(GRACE));
            assertThat(Pool.calls("oauth2/userInfo")).isOne();
            assertThat(Pool.calls("GetUser")).isZero();
        }

        @Test
        void profileWithoutAnAddressIsNotTold() {
            signedInFor("openid%20profile");
            browser.open("/auth/me", JSON).then().statusCode(403).body("code", equalTo("insufficient_scope"));
        }
    }

    @Nested
    class Logout {
        @Test
        void endsTheSessionAtTheDomain() {
            signedIn();
            assertThat(browser.visit(browser.start(GOOGLE))).contains("code=");

            String domain = browser.open("/auth/oauth/logout")
                    .then()
                    .statusCode(303)
                    .extract()
                    .header("Location");
            assertThat(browser.visit(domain)).isEqualTo(Browser.here() + "/");
            assertThat(browser.visit(browser.start(GOOGLE))).isEmpty();
        }
    }
}
