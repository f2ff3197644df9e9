package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class UserStateTest {
    private static final String RESET = "reset-password";
    private static final String RESEND = "resend-invitation";
    private static final String CONFIRM = "confirm";

    private String admin;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        admin = Admins.admin();
    }

    private Response post(String email, String what) {
        return Admins.post(admin, Admins.idOf(email), what);
    }

    private static void assertConflict(Response response, String code) {
        response.then().statusCode(409).body("code", equalTo(code));
    }

    /** The account in this state. */
    private static String in(String state) {
        String email = state.equals("invited")
                ? Admins.invited()
                : state.equals("unconfirmed") ? Admins.unconfirmed() : Api.member();
        switch (state) {
            case "disabled" -> Pool.change(email, Map.of("enabled", false));
            case "unverified" -> Pool.change(email, Map.of("email_verified", false));
            case "reset" -> Pool.change(email, Map.of("status", "RESET_REQUIRED"));
            default -> {}
        }
        return email;
    }

    private void assertRefused(String state, String what, String code) {
        String email = in(state);
        String before = Pool.user(email).prettify();
        int mails = Pool.mailsTo(email);

        assertConflict(post(email, what), code);

        assertThat(Pool.user(email).prettify()).isEqualTo(before);
        assertThat(Pool.mailsTo(email)).isEqualTo(mails);
    }

    private void assertFederatedRefused(String what) {
        String sub = Admins.federated("grace@example.com").getString("attributes.sub");

        assertConflict(Admins.post(admin, sub, what), "account_federated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "enable", RESET, RESEND, CONFIRM, "logout"})
    void unknownUserIs404(String what) {
        Admins.post(admin, Admins.UNKNOWN, what).then().statusCode(404).body("code", equalTo("user_not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "enable", RESET, RESEND, CONFIRM})
    void malformedUserIdIsNamed(String what) {
        Admins.post(admin, "a%20b", what).then().statusCode(400).body("errors[0].field", equalTo("user_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "disable, AdminDisableUser, confirmed",
        "enable, AdminEnableUser, confirmed",
        "reset-password, AdminResetUserPassword, confirmed",
        "resend-invitation, AdminCreateUser, invited",
        "confirm, AdminUpdateUserAttributes, unconfirmed",
        "confirm, AdminSetUserPassword, unconfirmed"
    })
    void missingPermissionIsNamed(String what, String operation, String state) {
        String email = in(state);
        Pool.fault(Map.of("operation", operation, "kind", "error", "error", "AccessDeniedException", "times", 1));

        post(email, what)
                .then()
                .statusCode(503)
                .body("code", equalTo("not_configured"))
                .body("detail", containsString("cognito-idp:" + operation));
    }

    @Nested
    class Disabling {
        @Test
        void signInIsRefusedUntilTheAccountIsEnabled() {
            String email = Api.member();

            post(email, "disable").then().statusCode(204);
            Api.login(email, Api.PASSWORD).then().statusCode(401);
            post(email, "enable").then().statusCode(204);
            Api.login(email, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void everySessionEndsHereAndAtCognito() {
            String email = Api.member();
            JsonPath session = Api.signedIn(email);

            post(email, "disable").then().statusCode(204);

            Api.judged(session.getString("access_token")).then().statusCode(401);
            Api.refresh(session.getString("refresh_token")).then().statusCode(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"disable", "enable"})
        void secondTimeIsWithoutEffect(String what) {
            String email = Api.member();

            post(email, what).then().statusCode(204);
            post(email, what).then().statusCode(204);
        }

        @Test
        void personOfAnotherProviderIsDisabled() {
            JsonPath grace = Admins.federated("grace@example.com");

            Admins.post(admin, grace.getString("attributes.sub"), "disable")
                    .then()
                    .statusCode(204);

            assertThat(Pool.user(grace.getString("username")).getBoolean("enabled"))
                    .isFalse();
        }

        @Test
        void refusedRequestEndsNoSession() {
            String email = Api.member();
            JsonPath session = Api.signedIn(email);
            Pool.fault(Map.of(
                    "operation",
                    "AdminListGroupsForUser",
                    "kind",
                    "error",
                    "error",
                    "AccessDeniedException",
                    "times",
                    1));

            post(email, "disable").then().statusCode(503);

            Api.judged(session.getString("access_token")).then().statusCode(400);
        }

        @Test
        void lastAdministratorStays() {
            Api.bearer(admin)
                    .queryParam("own", true)
                    .post("/admin/users/" + Admins.idOf("admin@example.com") + "/disable")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("last_administrator"));

            Admins.read(admin, Admins.idOf("admin@example.com"))
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(true));
        }

        @Test
        void ownAccountIsDisabledOnlyWhereTheRequestSaysSo() {
            String second = Api.member();
            Pool.change(second, Map.of("groups", List.of("admin")));
            String token = Api.signedIn(second).getString("access_token");

            assertConflict(Admins.post(token, Admins.idOf(second), "disable"), "own_role");
            Api.bearer(token)
                    .queryParam("own", true)
                    .post("/admin/users/" + Admins.idOf(second) + "/disable")
                    .then()
                    .statusCode(204);
        }
    }

    @Nested
    class ResettingAPassword {
        @ParameterizedTest
        @ValueSource(strings = {"confirmed", "reset"})
        void codeIsMailedAndSetsANewPassword(String state) {
            String email = in(state);

            post(email, RESET).then().statusCode(204);

            Api.login(email, Api.PASSWORD).then().statusCode(401);
            Api.post(
                            "/auth/reset-password",
                            Map.of("email", email, "code", Pool.codeFor(email), "new_password", Api.OTHER_PASSWORD))
                    .then()
                    .statusCode(204);
            Api.login(email, Api.OTHER_PASSWORD).then().statusCode(200);
        }

        @Test
        void everySessionEnds() {
            String email = Api.member();
            JsonPath session = Api.signedIn(email);

            post(email, RESET).then().statusCode(204);

            Api.judged(session.getString("access_token")).then().statusCode(401);
            Api.refresh(session.getString("refresh_token")).then().statusCode(401);
        }

        @ParameterizedTest
        @CsvSource({
            "invited, account_invited",
            "disabled, account_disabled",
            "unconfirmed, account_unconfirmed",
            "unverified, account_unverified"
        })
        void stateInWhichCognitoCannotIsNamed(String state, String code) {
            assertRefused(state, RESET, code);
        }

        @Test
        void personOfAnotherProviderHasNoPassword() {
            assertFederatedRefused(RESET);
        }

        @ParameterizedTest
        @CsvSource({
            "NotAuthorizedException, User is disabled., account_disabled",
            "NotAuthorizedException, User password cannot be reset in the current state., account_invited",
            "InvalidParameterException, Cannot reset password for the user as there is no registered/verified email or"
                    + " phone_number, account_unverified"
        })
        void stateThatChangesMeanwhileIsNamedToo(String error, String message, String code) {
            String email = Api.member();
            Pool.fault(Map.of(
                    "operation",
                    "AdminResetUserPassword",
                    "kind",
                    "error",
                    "error",
                    error,
                    "message",
                    message,
                    "times",
                    1));

            assertConflict(post(email, RESET), code);
        }

        @Test
        void lastAdministratorKeepsThePassword() {
            Api.bearer(admin)
                    .queryParam("own", true)
                    .post("/admin/users/" + Admins.idOf("admin@example.com") + "/" + RESET)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("last_administrator"));
        }
    }

    @Nested
    class InvitingAgain {
        @Test
        void newTemporaryPasswordReplacesTheLastOne() {
            String email = Admins.invited();
            String first = Pool.codeFor(email);

            post(email, RESEND).then().statusCode(204);

            Api.login(email, first).then().statusCode(401);
            Api.login(email, Pool.codeFor(email))
                    .then()
                    .statusCode(200)
                    .body("challenge", equalTo("NEW_PASSWORD_REQUIRED"));
        }

        @ParameterizedTest
        @CsvSource({
            "confirmed, account_confirmed",
            "unverified, account_confirmed",
            "reset, account_confirmed",
            "disabled, account_disabled",
            "unconfirmed, account_unconfirmed"
        })
        void onlyAnInvitationIsSentAgain(String state, String code) {
            assertRefused(state, RESEND, code);
        }

        @Test
        void personOfAnotherProviderIsNotInvited() {
            assertFederatedRefused(RESEND);
        }
    }

    @Nested
    class Confirming {
        private String email;

        @BeforeEach
        void signedUp() {
            email = Admins.unconfirmed();
        }

        private String registeredPassword() {
            return Api.login(email, Api.PASSWORD).statusCode() == 200 ? "serves" : "is refused";
        }

        @Test
        void addressCountsAndForgotPasswordGoesOn() {
            post(email, CONFIRM).then().statusCode(204);

            assertThat(Pool.user(email).getString("status")).isEqualTo("CONFIRMED");
            assertThat(Pool.user(email).getBoolean("email_verified")).isTrue();
            Api.post("/auth/forgot-password", Map.of("email", email)).then().statusCode(202);
            Api.post(
                            "/auth/reset-password",
                            Map.of("email", email, "code", Pool.codeFor(email), "new_password", Api.OTHER_PASSWORD))
                    .then()
                    .statusCode(204);
            Api.login(email, Api.OTHER_PASSWORD).then().statusCode(200);
        }

        @Test
        void registeredPasswordServesNobody() {
            post(email, CONFIRM).then().statusCode(204);

            assertThat(registeredPassword()).isEqualTo("is refused");
        }

        @ParameterizedTest
        @ValueSource(strings = {"AdminUpdateUserAttributes", "AdminSetUserPassword"})
        void failureHalfWayGivesNobodyAccessAndCanBeRepeated(String operation) {
            Pool.fault(Map.of("operation", operation, "kind", "error", "error", "AccessDeniedException", "times", 1));

            post(email, CONFIRM).then().statusCode(503);

            assertThat(registeredPassword()).isEqualTo("is refused");
            post(email, CONFIRM).then().statusCode(204);
            assertThat(registeredPassword()).isEqualTo("is refused");
            assertThat(Pool.user(email).getBoolean("email_verified")).isTrue();
        }

        @Test
        void failureOfTheLastCallLeavesNothingToDo() {
            Pool.fault(Map.of(
                    "operation", "AdminConfirmSignUp", "kind", "error", "error", "AccessDeniedException", "times", 1));

            post(email, CONFIRM).then().statusCode(503);

            assertThat(registeredPassword()).isEqualTo("is refused");
            assertThat(Pool.user(email).getBoolean("email_verified")).isTrue();
            assertConflict(post(email, CONFIRM), "account_confirmed");
        }

        @ParameterizedTest
        @CsvSource({
            "confirmed, account_confirmed",
            "reset, account_confirmed",
            "unverified, account_confirmed",
            "disabled, account_disabled",
            "invited, account_invited"
        })
        void onlyASignUpIsConfirmed(String state, String code) {
            assertRefused(state, CONFIRM, code);
        }

        @Test
        void addressThatAnotherAccountHasIsNotConfirmed() {
            Admins.federated(email);

            assertConflict(post(email, CONFIRM), "email_taken");
            assertThat(Pool.user(email).getString("status")).isEqualTo("UNCONFIRMED");
        }

        @Test
        void personOfAnotherProviderIsNotConfirmed() {
            assertFederatedRefused(CONFIRM);
        }
    }

    @Nested
    class OfAnotherProvider {
        private JsonPath grace;
        private String sub;

        @BeforeEach
        void person() {
            grace = Admins.federated("grace@example.com");
            sub = grace.getString("attributes.sub");
        }

        private String token() {
            long now = Instant.now().getEpochSecond();
            return Pool.mint(
                    "access",
                    Map.of(),
                    Map.of(
                            "sub",
                            sub,
                            "username",
                            grace.getString("username"),
                            "client_id",
                            "gatehouseclient",
                            "token_use",
                            "access",
                            "scope",
                            "aws.cognito.signin.user.admin",
                            "iss",
                            Pool.issuer(),
                            "iat",
                            now - 5,
                            "exp",
                            now + 600,
                            "jti",
                            "of-grace",
                            "origin_jti",
                            "session-of-grace"));
        }

        @Test
        void logoutEndsTheSessionsBySub() {
            String token = token();
            Api.judged(token).then().statusCode(400);

            Admins.post(admin, sub, "logout").then().statusCode(204);

            Api.judged(token).then().statusCode(401);
        }

        @Test
        void factorsAreRemovedBySub() {
            Api.bearer(admin).delete("/admin/users/" + sub + "/mfa").then().statusCode(200);
        }

        @Test
        void userNameIsNoUserId() {
            Admins.post(admin, grace.getString("username"), "logout").then().statusCode(404);
            Admins.read(admin, grace.getString("username")).then().statusCode(404);
        }
    }
}
