package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ReducedMotion;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.PageVisitor;
import dev.gatehouse.support.PagesInChromium;
import dev.gatehouse.support.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People use the built-in pages of the packaged application in a real browser. */
@Tag("proof")
@Tag("repeat")
class PagesBrowserIT {
    private static final String EMAIL = "demo@example.com";
    private static final String PASSWORD = "demo-Passw0rd!";
    private static final String NEW_PASSWORD = "another-Passw0rd!";
    private static final String ACCOUNT = "/auth/pages/account";

    private static PagesInChromium pages;

    private PageVisitor person;

    @BeforeAll
    static void start() {
        pages = PagesInChromium.start((launch, _) -> launch.setting("gatehouse.pages.at-root", "true")
                .setting("gatehouse.pages.terms", "/terms")
                .setting("gatehouse.login.methods", "email_otp,passkey")
                .setting("gatehouse.login.passkey-relying-party-id", "localhost"));
    }

    @AfterAll
    static void stop() {
        pages.close();
    }

    @BeforeEach
    void arrive() {
        Pool.reset();
        Pool.set(Map.of("passkeys", Map.of("origins", List.of(pages.origin()))));
        person = pages.visitor("en-GB");
    }

    @AfterEach
    void leave() {
        person.close();
    }

    @Nested
    class SignUp {
        private final String email = Api.someone();

        private PageVisitor registered() {
            return person.open("/auth/pages/sign-up?return_to=" + ACCOUNT)
                    .fill("email", email)
                    .fill("password", PASSWORD)
                    .enter()
                    .await("#verify-code:visible");
        }

        @Test
        void leadsToTheAccountWithTheCodeOfTheMail() {
            registered().fill("verify-code", Pool.codeFor(email)).enter().awaitAccount();

            assertThat(person.text("#profile-email")).isEqualTo(email);
        }

        @Test
        void saysThatACodeIsWrongBesideItsField() {
            registered().inspect("verify").fill("verify-code", "000000").enter().await("#verify-code[aria-invalid]");

            assertThat(person.focus()).isEqualTo("verify-code");
            assertThat(person.described()).contains("The code is wrong or has expired.");
            person.inspect("verify-error");
        }

        @Test
        void saysWhatAPasswordLacks() {
            person.open("/auth/pages/sign-up")
                    .inspect("sign-up")
                    .fill("email", email)
                    .fill("password", "short")
                    .enter()
                    .await("#password[aria-invalid]");

            assertThat(person.described()).isEqualTo("Password is too short.");
            person.inspect("sign-up-error");
        }

        @Test
        void sendsACodeOnceForTwoClicks() {
            registered();
            Pool.fault(Map.of("operation", "ConfirmSignUp", "kind", "delay", "delay_ms", 300));
            person.fill("verify-code", Pool.codeFor(email))
                    .page()
                    .locator("form[data-step=verify] .primary")
                    .dblclick();
            person.awaitAccount();

            assertThat(Pool.calls("ConfirmSignUp")).isEqualTo(1);
        }

        @Test
        void sendsANewCode() {
            registered().press("form[data-step=verify] button[name=again]").await("[data-resent]:not(:empty)");
            assertThat(person.text("[data-resent]")).isEqualTo("A new code is on its way.");
            assertThat(Pool.mailsTo(email)).isEqualTo(2);

            person.fill("verify-code", Pool.codeFor(email)).enter().awaitAccount();
        }

        /** What scanners of mail do. */
        @Test
        void linkOfAMailThatIsOpenedThreeTimesWithoutAScriptUsesNothingUp() {
            registered();
            String code = Pool.codeFor(email);
            try (BrowserContext scanner =
                    pages.browser().newContext(new NewContextOptions().setJavaScriptEnabled(false))) {
                for (int i = 0; i < 3; i++) {
                    scanner.newPage()
                            .navigate(pages.origin() + "/auth/pages/verify?visit=" + i + "#email=" + email + "&code="
                                    + code);
                }
            }
            pages.gatehouse().awaitLine(line -> line.contains("/auth/pages/{file}"));
            assertThat(pages.gatehouse().lines()).noneMatch(line -> line.contains(code));

            person.fill("verify-code", code).enter().awaitAccount();
        }

        @Test
        void linkOfAMailFillsTheCodeInAndWaits() {
            registered();
            String link = "/auth/pages/verify#email=" + email + "&code=" + Pool.codeFor(email);
            person.openTab(link).awaitPath("/auth/pages/verify");

            assertThat(Pool.user(email).getString("status")).isEqualTo("UNCONFIRMED");
            person.press("form[data-step=verify] .primary").await("#notice:not(:empty)");
            assertThat(Pool.user(email).getString("status")).isEqualTo("CONFIRMED");
        }
    }

    @Nested
    class SignIn {
        @Test
        void leadsBackToWhereThePersonWanted() {
            person.open("/auth/pages/sign-in?return_to=%2Fhealth%3Fa%3D1%26b%3Dx%2520y")
                    .fill("email", EMAIL)
                    .fill("password", PASSWORD)
                    .enter()
                    .awaitPath("/health?a=1&b=x%20y");
        }

        @Test
        void saysThatAPasswordIsWrongBesideItsField() {
            person.open("/auth/pages/sign-in").inspect("sign-in");
            person.signIn(EMAIL, "wrong").await("#password[aria-invalid]");

            assertThat(person.focus()).isEqualTo("password");
            assertThat(person.described()).isEqualTo("The email address or the password is wrong.");
            person.inspect("sign-in-error");
        }

        @Test
        void needsTheKeyboardAlone() {
            person.open("/auth/pages/sign-in?return_to=" + ACCOUNT);
            person.page().keyboard().press("Tab");
            person.page().keyboard().type(EMAIL);
            person.page().keyboard().press("Tab");
            person.page().keyboard().type(PASSWORD);
            // Past the link for a forgotten password.
            person.page().keyboard().press("Tab");
            person.page().keyboard().press("Tab");
            person.page().keyboard().press("Space");

            person.awaitAccount();
        }

        @Test
        void takesACodeOfAMail() {
            person.open("/auth/pages/sign-in?return_to=" + ACCOUNT)
                    .fill("email", EMAIL)
                    .press("button[value=email_otp]")
                    .await("#code-code:visible")
                    .inspect("code")
                    .fill("code-code", Pool.codeFor(EMAIL))
                    .enter()
                    .awaitAccount();
        }

        @Test
        void asksForANewPasswordAfterATemporaryOne() {
            Pool.call(
                    "AdminCreateUser",
                    Map.of(
                            "UserPoolId",
                            "eu-west-1_gatehouse",
                            "Username",
                            "invited@example.com",
                            "TemporaryPassword",
                            PASSWORD,
                            "UserAttributes",
                            List.of(Map.of("Name", "email", "Value", "invited@example.com"))));
            person.signIn("invited@example.com", PASSWORD)
                    .await("#new-password:visible")
                    .inspect("new-password")
                    .fill("new-password", NEW_PASSWORD)
                    .enter()
                    .awaitPath(ACCOUNT);
        }

        @Test
        void speaksThePersonsLanguage() {
            try (PageVisitor german = pages.visitor("de-CH")) {
                german.signIn(EMAIL, "wrong").await("#password[aria-invalid]");

                assertThat(german.described()).isEqualTo("Die E-Mail-Adresse oder das Passwort ist falsch.");
            }
        }

        @Test
        void isAtTheRootInDevelopment() {
            person.open("/").awaitPath("/auth/pages/sign-in");
        }

        @Test
        void isPassedOverWithASession() {
            person.signIn(EMAIL, PASSWORD).awaitAccount();
            person.open("/auth/pages/sign-in").awaitAccount();
        }
    }

    @Test
    void forgottenPasswordIsReset() {
        person.open("/auth/pages/sign-in")
                .fill("email", EMAIL)
                .press("a[href=forgot]")
                .awaitPath("/auth/pages/forgot")
                .inspect("forgot")
                .press(".primary")
                .await("#code:visible")
                .inspect("reset")
                .fill("code", Pool.codeFor(EMAIL))
                .fill("new_password", NEW_PASSWORD)
                .enter()
                .awaitPath("/auth/pages/sign-in?notice=reset");
        assertThat(person.text("#notice")).isEqualTo("Your password is changed. Sign in with the new one.");

        person.signIn(EMAIL, NEW_PASSWORD).awaitAccount();
    }

    @Nested
    class Account {
        @Test
        void authenticatorAppIsSetUpByItsQrCode() {
            Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp")));
            person.signIn(EMAIL, PASSWORD).awaitAccount().press("#app-begin");
            String secret = person.scannedSecret();
            person.inspect("app").enterCode("app-code", secret, 0).await("#notice:not(:empty)");
            person.press("#sign-out").awaitPath("/auth/pages/sign-in");

            person.signIn(EMAIL, PASSWORD)
                    .await("#code-code:visible")
                    .enterCode("code-code", secret, 1)
                    .awaitAccount();
        }

        @Test
        void requiredAuthenticatorAppIsSetUpAtTheSignIn() {
            Pool.set(Map.of("first_factors", List.of("PASSWORD")));
            Pool.set(Map.of("mfa", "ON", "mfa_methods", List.of("totp")));
            person.signIn(EMAIL, PASSWORD).await("#setup-code:visible").inspect("set-up");

            person.enterCode("setup-code", person.scannedSecret(), 0).awaitAccount();
        }

        @Test
        void passkeySignsIn() {
            person.signIn(EMAIL, PASSWORD).awaitAccount().withAuthenticator().press("#passkey-add");
            person.await("#passkeys li").inspect("account").press("#sign-out").awaitPath("/auth/pages/sign-in");

            person.open("/auth/pages/sign-in?return_to=" + ACCOUNT)
                    .fill("email", EMAIL)
                    .press("button[value=passkey]")
                    .awaitAccount();
        }

        @Test
        void anotherTryOfAPasskeyHasANewChallenge() {
            person.withAuthenticator()
                    .open("/auth/pages/sign-in?return_to=" + ACCOUNT)
                    .fill("email", EMAIL)
                    .press("button[value=passkey]")
                    .await("form[data-step=passkey] .summary:not(:empty)")
                    .inspect("passkey");
            int before = Pool.calls("InitiateAuth");
            person.press("form[data-step=passkey] .primary");
            person.page().waitForCondition(() -> Pool.calls("InitiateAuth") > before);
        }

        /** As if the key was found only when the first challenge had expired. */
        @Test
        void passkeySignsInAfterTheLifeOfTheFirstChallenge() {
            person.signIn(EMAIL, PASSWORD).awaitAccount().withAuthenticator().press("#passkey-add");
            person.await("#passkeys li").press("#sign-out").awaitPath("/auth/pages/sign-in");
            JsonObject passkey = person.takePasskey();
            Pool.setClock(Instant.now().minus(Duration.ofMinutes(10)).getEpochSecond());
            person.open("/auth/pages/sign-in?return_to=" + ACCOUNT)
                    .fill("email", EMAIL)
                    .press("button[value=passkey]")
                    .await("form[data-step=passkey] .summary:not(:empty)");
            Pool.advance(Duration.ofMinutes(10).toSeconds());

            person.givePasskey(passkey)
                    .press("form[data-step=passkey] .primary")
                    .awaitAccount();
        }

        @Test
        void passkeyIsRemoved() {
            person.signIn(EMAIL, PASSWORD).awaitAccount().withAuthenticator().press("#passkey-add");
            person.await("#passkeys li").press("#passkeys button");
            person.page().waitForCondition(() -> person.text("#notice").equals("The passkey is removed."));

            assertThat(person.page().locator("#passkeys li").count()).isZero();
            assertThat(person.text("#passkeys-state")).isEqualTo("You have no passkey.");
        }

        @Test
        void authenticatorAppIsRemoved() {
            Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp")));
            person.signIn(EMAIL, PASSWORD).awaitAccount().press("#app-begin");
            person.enterCode("app-code", person.scannedSecret(), 0).await("#app-remove");
            person.press("#app-remove");
            person.page().waitForCondition(() -> person.text("#notice").equals("Your authenticator app is removed."));

            assertThat(person.text("#app-state")).isEqualTo("No authenticator app is set up.");
            person.press("#sign-out").awaitPath("/auth/pages/sign-in");
            person.signIn(EMAIL, PASSWORD).awaitAccount();
        }

        @Test
        void oneOfTwoFactorsIsChosen() {
            Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp", "sms")));
            Pool.change(EMAIL, Map.of("phone_number", "+15550103", "totp_secret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
            Map<String, Boolean> enabled = Map.of("Enabled", true, "PreferredMfa", false);
            Pool.call(
                    "AdminSetUserMFAPreference",
                    Map.of(
                            "UserPoolId",
                            "eu-west-1_gatehouse",
                            "Username",
                            EMAIL,
                            "SMSMfaSettings",
                            enabled,
                            "SoftwareTokenMfaSettings",
                            enabled));
            person.signIn(EMAIL, PASSWORD)
                    .await("form[data-step=choice]:visible")
                    .inspect("choice")
                    .press("label:has([value=SMS_MFA])")
                    .press("form[data-step=choice] .primary")
                    .await("#code-code:visible")
                    .fill("code-code", Pool.codeFor("+15550103"))
                    .enter()
                    .awaitAccount();
        }

        @Test
        void signOutEverywhereEndsTheSessionOfAnotherBrowser() {
            try (PageVisitor elsewhere = pages.visitor("en-GB")) {
                elsewhere.signIn(EMAIL, PASSWORD).awaitAccount();
                person.signIn(EMAIL, PASSWORD)
                        .awaitAccount()
                        .press("#sign-out-everywhere")
                        .awaitPath("/auth/pages/sign-in");

                elsewhere.open(ACCOUNT).await("#notice:not(:empty)");
                assertThat(elsewhere.text("#notice")).isEqualTo("You are signed out. Sign in to continue.");
            }
        }

        @Test
        void freshSignInLeadsBackToTheChange() {
            Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp")));
            Pool.setClock(Instant.now().minus(Duration.ofMinutes(10)).getEpochSecond());
            person.signIn(EMAIL, PASSWORD).awaitAccount();
            Pool.advance(Duration.ofMinutes(10).toSeconds());
            person.press("#app-begin").await("form[data-step=start]").await("#notice:not(:empty)");
            assertThat(person.page().locator("#email").inputValue()).isEqualTo(EMAIL);

            person.fill("password", PASSWORD).enter().awaitAccount().press("#app-begin");
            assertThat(person.scannedSecret()).isNotEmpty();
        }

        @Test
        void passwordIsChanged() {
            person.signIn(EMAIL, PASSWORD)
                    .awaitAccount()
                    .fill("current_password", "wrong")
                    .fill("new_password", NEW_PASSWORD)
                    .enter()
                    .await("#current_password[aria-invalid]");
            assertThat(person.described()).isEqualTo("The current password is wrong.");

            person.fill("current_password", PASSWORD).enter().await("#notice:not(:empty)");
            assertThat(person.text("#notice")).startsWith("Your password is changed.");
        }

        @Test
        void whoSignedOutInOneTabIsRefusedInTheOther() {
            person.signIn(EMAIL, PASSWORD).awaitAccount();
            var first = person.page();
            person.openTab(ACCOUNT).awaitAccount().press("#sign-out").awaitPath("/auth/pages/sign-in");

            first.locator("#app-begin").click();
            first.waitForURL(Pattern.compile(".*/auth/pages/sign-in\\?notice=ended&return_to=.*"));
        }

        @Test
        void oldSignInIsRepeatedBeforeAChange() {
            Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp")));
            Pool.setClock(Instant.now().minus(Duration.ofMinutes(10)).getEpochSecond());
            person.signIn(EMAIL, PASSWORD).awaitAccount();
            person.press("#app-begin").await("form[data-step=start]").await("#notice:not(:empty)");

            assertThat(person.text("#notice")).isEqualTo("Sign in again before you change this.");
        }

        @Test
        void withoutASessionIsNotShown() {
            person.open(ACCOUNT).await("#notice:not(:empty)");

            assertThat(person.text("#notice")).isEqualTo("You are signed out. Sign in to continue.");
        }
    }

    @Test
    void scriptsFindNoToken() {
        person.keepBodies().signIn(EMAIL, PASSWORD).awaitAccount().await("#passkeys-state:not(:empty)");

        assertThat(person.page().evaluate("() => document.cookie")).isEqualTo("");
        assertThat(person.page().evaluate("() => localStorage.length + sessionStorage.length"))
                .isEqualTo(0);
        assertThat(person.page().evaluate("async () => (await indexedDB.databases()).length"))
                .isEqualTo(0);
        assertThat(person.bodies()).anyMatch(body -> body.contains("signed_in")).allSatisfy(body -> assertThat(body)
                .doesNotContain("access_token\":", "id_token\":", "refresh_token\":")
                .doesNotContainPattern("eyJ[\\w-]+\\.eyJ[\\w-]+\\."));
    }

    @Test
    void endedTokenIsRefreshedOnceForTenRequests() {
        Pool.setClient("gatehouseclient", Map.of("access_token_minutes", 0));
        person.open("/auth/pages/sign-in?return_to=/auth/pages/forgot")
                .fill("email", EMAIL)
                .fill("password", PASSWORD)
                .enter()
                .awaitPath("/auth/pages/forgot");
        Pool.setClient("gatehouseclient", Map.of("access_token_minutes", 60));
        int before = Pool.calls("GetTokensFromRefreshToken");

        assertThat((List<?>) person.page()
                        .evaluate("() => Promise.all(Array.from({ length: 10 }, () => fetch('/auth/session')"
                                + ".then(answer => answer.status)))"))
                .hasSize(10)
                .allMatch(Integer.valueOf(200)::equals);
        assertThat(Pool.calls("GetTokensFromRefreshToken") - before).isEqualTo(1);
    }

    /** A port is no part of a site, so the browser sends the cookie; only the rule for the origin is left. */
    @Test
    void formOfAnotherOriginOfTheSiteEndsNoSession() throws IOException {
        HttpServer sibling =
                sibling("<form method=post action='" + pages.origin() + "/auth/logout'></form>", List.of());
        try {
            person.signIn(EMAIL, PASSWORD).awaitAccount();
            person.page().navigate("http://localhost:" + sibling.getAddress().getPort() + "/");
            Response refusal = person.page().waitForResponse("**/auth/logout", () -> person.page()
                    .evaluate("() => document.forms[0].submit()"));
            person.awaitPath("/auth/logout");

            assertThat(refusal.request().allHeaders())
                    .containsEntry("sec-fetch-site", "same-site")
                    .hasEntrySatisfying("cookie", cookie -> assertThat(cookie).contains("gatehouse-session.0="));
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.text()).contains("cross_site_request");
            person.open(ACCOUNT).awaitAccount();
        } finally {
            sibling.stop(0);
        }
    }

    /** A browser ignores a deletion whose attributes are not those of the cookie. */
    @Test
    void cookieThatCannotBeReadIsGoneAfterOneRequest() throws IOException {
        person.signIn(EMAIL, PASSWORD).awaitAccount();
        String name = person.context().cookies().getFirst().name;
        List<String> garbage = IntStream.range(0, CookieForm.CHUNKS)
                .mapToObj(chunk -> name.replace(".0", "." + chunk) + "=x; Path=/; Secure; HttpOnly; SameSite=Lax")
                .toList();
        HttpServer sibling = sibling("", garbage);
        try {
            // Requests of the account page that are under way would get the cookies deleted already.
            person.page().navigate("about:blank");
            person.page().navigate("http://localhost:" + sibling.getAddress().getPort() + "/");
            assertThat(person.context().cookies())
                    .hasSize(CookieForm.CHUNKS)
                    .allMatch(cookie -> cookie.value.equals("x"));
            person.open("/auth/pages/forgot");

            assertThat(person.page().evaluate("() => fetch('/auth/session').then(answer => answer.status)"))
                    .isEqualTo(401);
            assertThat(person.context().cookies()).isEmpty();
        } finally {
            sibling.stop(0);
        }
    }

    /** Another application on this host: browsers give it the same cookies, and take them from it. */
    private static HttpServer sibling(String content, List<String> cookies) throws IOException {
        HttpServer sibling = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sibling.createContext("/", exchange -> {
            byte[] body = ("<!doctype html><title>Sibling</title>" + content).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            cookies.forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        sibling.start();
        return sibling;
    }

    @Test
    void jarIsEmptyAfterASignOut() {
        person.signIn(EMAIL, PASSWORD).awaitAccount().press("#sign-out").awaitPath("/auth/pages/sign-in");

        assertThat(person.context().cookies()).isEmpty();
    }

    @Test
    void nothingMovesForWhoWantsNoMotion() {
        Pool.fault(Map.of("operation", "InitiateAuth", "kind", "hang"));
        person.open("/auth/pages/sign-in");
        person.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        person.fill("email", EMAIL).fill("password", PASSWORD).enter().await("[aria-busy]");
        String moving = "() => document.getAnimations().filter(move => move.playState === 'running').length";

        assertThat(person.page().evaluate(moving)).isEqualTo(0);
        person.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        assertThat(person.page().evaluate(moving)).isEqualTo(1);
        Pool.healed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-in", "sign-up", "verify", "forgot", "reset", "account"})
    void formOfAPageNamesItsOrigin(String name) {
        if (name.equals("account")) {
            person.signIn(EMAIL, PASSWORD).awaitAccount();
        }
        person.open("/auth/pages/" + name);
        Request request = person.page().waitForRequest("**/auth/login", () -> person.page()
                .evaluate("() => { const form = document.createElement('form'); form.method = 'post';"
                        + " form.action = '/auth/login'; document.body.append(form); form.submit(); }"));

        assertThat(request.allHeaders()).containsEntry("origin", pages.origin());
    }
}
