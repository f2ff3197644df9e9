package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.PageVisitor;
import dev.gatehouse.support.PagesInChromium;
import dev.gatehouse.support.Pool;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People change their profile and their address on the account page, and delete the account, in a real browser. */
@Tag("proof")
@Tag("repeat")
class ProfilePageBrowserIT {
    private static final String EMAIL = "demo@example.com";
    private static final String ADMINISTRATOR = "admin@example.com";
    private static final String PASSWORD = "demo-Passw0rd!";
    private static final String SIGN_IN = "/auth/pages/sign-in";

    private static PagesInChromium pages;

    private PageVisitor person;

    @BeforeAll
    static void start() {
        pages = PagesInChromium.start((launch, _) -> launch.setting("gatehouse.account.email-change", "true")
                .setting("gatehouse.account.attributes", "name,locale,phone_number"));
    }

    @AfterAll
    static void stop() {
        pages.close();
    }

    @BeforeEach
    void arrive() {
        Pool.reset();
        person = pages.visitor("en-GB");
        person.signIn(EMAIL, PASSWORD).awaitAccount();
    }

    @AfterEach
    void leave() {
        person.close();
    }

    private void awaitNotice(String text) {
        person.page().waitForCondition(() -> person.text("#notice").equals(text));
    }

    private String value(String id) {
        return person.page().locator("#" + id).inputValue();
    }

    @Nested
    class Profile {
        @Test
        void isChanged() {
            person.fill("profile-name", "Ada").fill("profile-locale", "de-CH").enter();
            awaitNotice("Your profile is saved.");

            person.open("/auth/pages/account").awaitAccount();
            assertThat(value("profile-name")).isEqualTo("Ada");
            assertThat(value("profile-locale")).isEqualTo("de-CH");
        }

        @Test
        void attributeIsRemovedByAnEmptyField() {
            person.fill("profile-name", "Ada").enter();
            awaitNotice("Your profile is saved.");
            person.open("/auth/pages/account")
                    .awaitAccount()
                    .fill("profile-name", " ")
                    .enter();
            awaitNotice("Your profile is saved.");

            person.open("/auth/pages/account").awaitAccount();
            assertThat(value("profile-name")).isEmpty();
        }

        @Test
        void mistakeIsSaidBesideItsField() {
            person.fill("profile-phone_number", "12").enter().await("#profile-phone_number[aria-invalid]");

            assertThat(person.focus()).isEqualTo("profile-phone_number");
            assertThat(person.described()).startsWith("Phone number ");
            person.inspect("profile-error");
        }
    }

    @Nested
    class Address {
        private final String changed = Api.someone();

        private void begin() {
            person.fill("address-new", changed).enter().await("#address-code:visible");
        }

        @Test
        void isChangedWhenTheCodeIsEntered() {
            begin();
            person.inspect("address");
            assertThat(person.text("#profile-email")).isEqualTo(EMAIL);

            person.fill("address-code", Pool.codeFor(changed)).enter();
            awaitNotice("Your email address is changed.");
            assertThat(person.text("#profile-email")).isEqualTo(changed);
        }

        @Test
        void staysWithAWrongCode() {
            begin();
            person.fill("address-code", "000000").enter().await("#address-code[aria-invalid]");

            assertThat(person.focus()).isEqualTo("address-code");
            assertThat(person.described()).contains("The code is wrong or has expired.");
            person.open("/auth/pages/account").awaitAccount();
            assertThat(person.text("#profile-email")).isEqualTo(EMAIL);
        }

        @Test
        void needsAFreshSignInAndLeadsBack() {
            Pool.setClock(Instant.now().minus(Duration.ofMinutes(10)).getEpochSecond());
            person.press("#sign-out").awaitPath(SIGN_IN);
            person.signIn(EMAIL, PASSWORD).awaitAccount();
            Pool.advance(Duration.ofMinutes(10).toSeconds());
            person.fill("address-new", changed)
                    .enter()
                    .await("form[data-step=start]")
                    .await("#notice:not(:empty)");
            assertThat(person.text("#notice")).isEqualTo("Sign in again before you change this.");

            person.fill("password", PASSWORD).enter().awaitAccount();
            begin();
        }
    }

    @Nested
    class Deletion {
        @Test
        void isDoneOnlyAfterASecondStep() {
            person.press("#delete-begin")
                    .await("form[data-step=delete]:visible")
                    .inspect("delete");
            assertThat(Pool.has(EMAIL)).isTrue();

            person.press(".danger").awaitPath(SIGN_IN + "?notice=deleted");
            assertThat(person.text("#notice")).isEqualTo("Your account is deleted.");
            assertThat(Pool.has(EMAIL)).isFalse();
            assertThat(person.context().cookies()).isEmpty();
        }

        @Test
        void canBeLeft() {
            person.press("#delete-begin").press("form[data-step=delete] [type=reset]");

            assertThat(person.focus()).isEqualTo("delete-begin");
            assertThat(person.page().locator(".danger").isVisible()).isFalse();
            assertThat(Pool.has(EMAIL)).isTrue();
        }

        @Test
        void ofTheLastAdministratorIsRefused() {
            person.press("#sign-out").awaitPath(SIGN_IN);
            person.signIn(ADMINISTRATOR, "admin-Passw0rd!").awaitAccount();
            person.press("#delete-begin").press(".danger").await("form[data-step=delete] .summary:not(:empty)");

            assertThat(person.text("form[data-step=delete] .summary"))
                    .isEqualTo("There would be no administrator left. Appoint another one first.");
            assertThat(Pool.has(ADMINISTRATOR)).isTrue();
        }
    }

    @Test
    void linkToTheAdministrationIsForThoseWithTheRole() {
        assertThat(person.page().locator("#admin-link").isVisible()).isFalse();
        person.press("#sign-out").awaitPath(SIGN_IN);
        person.signIn(ADMINISTRATOR, "admin-Passw0rd!").awaitAccount();

        assertThat(person.page().locator("#admin-link").isVisible()).isTrue();
    }
}
