package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.PageVisitor;
import dev.gatehouse.support.PagesInChromium;
import dev.gatehouse.support.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People sign in and out with another identity provider on the built-in pages, in a real browser. */
@Tag("proof")
@Tag("repeat")
class ProviderPagesBrowserIT {
    private static final String ACCOUNT = "/auth/pages/account";
    private static final String SIGN_IN = "/auth/pages/sign-in";

    private static PagesInChromium pages;

    private PageVisitor person;

    @BeforeAll
    static void start() {
        pages = PagesInChromium.start((launch, pool) -> launch.setting("gatehouse.pages.at-root", "true")
                .setting("gatehouse.cognito.domain", pool.endpoint().toString())
                .setting("gatehouse.oauth.providers", "Google"));
    }

    @AfterAll
    static void stop() {
        pages.close();
    }

    @BeforeEach
    void arrive() {
        Pool.reset();
        Pool.setClient(
                "gatehouseclient",
                Map.of(
                        "callback_urls",
                        List.of(pages.origin() + "/auth/oauth/callback"),
                        "logout_urls",
                        List.of(pages.origin() + "/")));
        person = pages.visitor("de-DE");
    }

    @AfterEach
    void leave() {
        person.close();
    }

    private PageVisitor atTheProvider() {
        return person.open(SIGN_IN + "?return_to=" + ACCOUNT)
                .press("text=Weiter mit Google")
                .await("text=Continue as");
    }

    private PageVisitor signedIn() {
        return atTheProvider().press("text=Continue as").awaitAccount();
    }

    @Test
    void linkOfTheProviderLeadsToTheAccount() {
        signedIn();

        assertThat(person.text("#profile-email")).isEqualTo("grace@example.com");
    }

    @Test
    void signOutEndsTheSessionAtTheDomainToo() {
        signedIn().press("#sign-out").awaitPath(SIGN_IN);

        // The provider asks again who it is.
        atTheProvider();
    }

    @Test
    void signOutAfterAPasswordLeavesTheDomainAlone() {
        person.signIn("demo@example.com", "demo-Passw0rd!").awaitAccount();
        person.press("#sign-out").awaitPath(SIGN_IN);

        assertThat(Pool.calls("logout")).isZero();
    }

    @Test
    void whoCancelsIsBackAtTheSignInPage() {
        atTheProvider().press("text=Cancel").awaitPath(SIGN_IN + "?return_to=%2Fauth%2Fpages%2Faccount");
    }

    @Test
    void refusalIsAPageOfTheSameLook() {
        person.open("/auth/oauth/callback?error=server_error").inspect("refused");
        assertThat(person.text("main .summary")).isEqualTo("Der Anbieter hat die Anmeldung nicht erlaubt.");

        person.press("text=Weiter mit Google").press("text=Continue as").awaitAccount();
    }

    @Test
    void changeAfterAnOldSignInAsksAtTheProviderAgain() {
        Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp")));
        Pool.setClock(Instant.now().minus(Duration.ofMinutes(10)).getEpochSecond());
        signedIn();
        Pool.advance(Duration.ofMinutes(10).toSeconds());
        person.press("#app-begin").await("#notice:not(:empty)");

        person.press("text=Weiter mit Google").await("text=Continue as");
        assertThat(person.page().url()).contains("prompt=login");
        person.press("text=Continue as").awaitAccount();
    }
}
