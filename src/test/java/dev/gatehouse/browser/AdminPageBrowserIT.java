package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.PageVisitor;
import dev.gatehouse.support.PagesInChromium;
import dev.gatehouse.support.Pool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Administrators use their page in a real browser. */
@Tag("proof")
@Tag("repeat")
class AdminPageBrowserIT {
    private static final String PAGE = "/auth/pages/admin";
    private static final String DEMO = "demo@example.com";
    private static final String ADMINISTRATOR = "admin@example.com";
    private static final String PASSWORD = "admin-Passw0rd!";
    private static final String POOL_ID = "eu-west-1_gatehouse";
    private static final String DONE = "Done.";

    private static PagesInChromium pages;

    private PageVisitor person;

    @BeforeAll
    static void start() {
        pages = PagesInChromium.start((launch, _) -> launch);
    }

    @AfterAll
    static void stop() {
        pages.close();
    }

    @BeforeEach
    void arrive() {
        Pool.reset();
        person = pages.visitor("en-GB");
    }

    @AfterEach
    void leave() {
        person.close();
    }

    private PageVisitor at(String email, String password) {
        person.signIn(email, password).awaitAccount();
        return person.open(PAGE);
    }

    private PageVisitor administrator() {
        return at(ADMINISTRATOR, PASSWORD).await("#users li").await("#groups li");
    }

    private PageVisitor account(String email) {
        person.page().locator("#users button").getByText(email).click();
        return person.await("#account:visible");
    }

    private void awaitNotice(String text) {
        person.page().waitForCondition(() -> person.text("#notice").equals(text));
    }

    private void act(String button) {
        person.page()
                .locator("#account-actions button")
                .getByText(button)
                .first()
                .click();
    }

    private static void createUser(String email) {
        Pool.call(
                "AdminCreateUser",
                Map.of(
                        "UserPoolId",
                        POOL_ID,
                        "Username",
                        email,
                        "UserAttributes",
                        List.of(Map.of("Name", "email", "Value", email))));
    }

    @Nested
    class Search {
        @Test
        void findsByTheBeginningOfAnAddress() {
            administrator().inspect("admin").fill("search-email", "dem").enter();
            person.page()
                    .waitForCondition(() -> person.page().locator("#users li").count() == 1);

            assertThat(person.text("#users li")).startsWith(DEMO).contains("confirmed");
        }

        @Test
        void saysThatNobodyWasFound() {
            administrator().fill("search-email", "nobody").enter().await("#users-state:not(:empty)");

            assertThat(person.text("#users-state")).isEqualTo("Nobody was found.");
        }

        @Test
        void goesOnOverAllPages() {
            for (int i = 0; i < 61; i++) {
                createUser("person-%02d@example.org".formatted(i));
            }
            administrator().fill("search-email", "person-").enter();
            person.page()
                    .waitForCondition(() -> person.page().locator("#users li").count() == 60);
            person.press("#users-more").await("#users li:nth-child(61)");

            assertThat(person.page().locator("#users-more").isVisible()).isFalse();
        }
    }

    @Nested
    class OneAccount {
        @Test
        void isDisabledAndEnabled() {
            administrator();
            account(DEMO).inspect("admin-account");
            act("Disable");
            awaitNotice(DONE);
            assertThat(Pool.user(DEMO).getBoolean("enabled")).isFalse();
            assertThat(person.text("#account-status")).isEqualTo("confirmed, Disabled");

            act("Enable");
            person.page().waitForCondition(() -> person.text("#account-status").equals("confirmed"));
            assertThat(Pool.user(DEMO).getBoolean("enabled")).isTrue();
        }

        @Test
        void getsARoleAndLosesIt() {
            administrator();
            account(DEMO).press("form[data-step=join] button").await("#account-groups li");
            assertThat(person.text("#account-groups li span")).isEqualTo("admin");
            assertThat(Pool.user(DEMO).getList("groups")).asString().contains("admin");

            person.press("#account-groups button");
            person.page()
                    .waitForCondition(
                            () -> person.page().locator("#account-groups li").count() == 0);
            assertThat(Pool.user(DEMO).getList("groups")).isEmpty();
        }

        @Test
        void profileAndAddressAreChanged() {
            administrator();
            account(DEMO)
                    .fill("change-email", "other@example.com")
                    .fill("change-name", "Ada")
                    .enter();
            awaitNotice(DONE);

            assertThat(person.text("#account-title")).isEqualTo("other@example.com");
            assertThat(Pool.has("other@example.com")).isTrue();
        }

        @Test
        void isDeleted() {
            administrator();
            account(DEMO);
            act("Delete");
            awaitNotice(DONE);

            assertThat(Pool.has(DEMO)).isFalse();
            assertThat(person.page().locator("#account").isVisible()).isFalse();
        }

        @Test
        void lastAdministratorKeepsTheRole() {
            administrator();
            account(ADMINISTRATOR).press("#account-groups button").await("#failure:not(:empty)");

            assertThat(person.text("#failure"))
                    .isEqualTo("There would be no administrator left. Appoint another one first.");
            assertThat(Pool.user(ADMINISTRATOR).getList("groups")).asString().contains("admin");
        }
    }

    @Test
    void somebodyIsInvited() {
        administrator().fill("invite-email", "new@example.com").fill("invite-name", "Ada");
        person.press("#invite-groups label").press("form[data-step=invite] button");
        awaitNotice("An invitation is on its way to new@example.com.");

        assertThat(Pool.user("new@example.com").getString("status")).isEqualTo("FORCE_CHANGE_PASSWORD");
        assertThat(Pool.user("new@example.com").getList("groups")).asString().contains("admin");
        assertThat(Pool.mailsTo("new@example.com")).isEqualTo(1);
    }

    @Test
    void takenAddressIsSaidBesideItsField() {
        administrator()
                .fill("invite-email", DEMO)
                .press("form[data-step=invite] button")
                .await("#invite-email[aria-invalid]");

        assertThat(person.described()).isEqualTo("There is an account with this email address.");
        person.inspect("admin-error");
    }

    @Test
    void roleIsCreatedAndDeleted() {
        administrator()
                .fill("group-name", "editors")
                .fill("group-description", "May edit")
                .enter();
        awaitNotice(DONE);
        assertThat(person.text("#groups")).contains("editors: May edit");

        person.press("#groups [aria-label='Delete: editors']");
        person.page().waitForCondition(() -> !person.text("#groups").contains("editors"));
    }

    @Test
    void whoLacksTheRoleSeesNothing() {
        at(DEMO, "demo-Passw0rd!").await("#failure:not(:empty)").inspect("admin-refused");

        assertThat(person.text("#failure")).isEqualTo("Your role does not allow this.");
        assertThat(person.page().locator("#administration").isVisible()).isFalse();
    }

    @Test
    void supportReadsAndChangesNothing() {
        Pool.call("CreateGroup", Map.of("UserPoolId", POOL_ID, "GroupName", "support"));
        Pool.call("AdminAddUserToGroup", Map.of("UserPoolId", POOL_ID, "Username", DEMO, "GroupName", "support"));
        at(DEMO, "demo-Passw0rd!").await("#users li");
        account(ADMINISTRATOR);
        act("Disable");
        person.await("#failure:not(:empty)");

        assertThat(person.text("#failure")).isEqualTo("Your role does not allow this.");
        assertThat(Pool.user(ADMINISTRATOR).getBoolean("enabled")).isTrue();
    }

    @Test
    void withoutASessionTheSignInComesFirst() {
        person.open(PAGE).await("#notice:not(:empty)");

        person.fill("email", ADMINISTRATOR)
                .fill("password", PASSWORD)
                .enter()
                .awaitPath(PAGE)
                .await("#users li");
    }
}
