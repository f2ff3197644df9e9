package dev.gatehouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class RecoveryTest {

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @AfterEach
    void poolOfToday() {
        Pool.reset();
    }

    private static Response forgot(String email) {
        return Api.post("/auth/forgot-password", Map.of("email", email));
    }

    private static Response reset(String email, String code, String password) {
        return Api.post("/auth/reset-password", Map.of("email", email, "code", code, "new_password", password));
    }

    @Nested
    class AskingForACode {
        @Test
        void saysWhereTheCodeWent() {
            forgot(Api.member())
                    .then()
                    .statusCode(202)
                    .body("status", equalTo("reset_requested"))
                    .body("delivery.medium", equalTo("email"))
                    .body("delivery.destination", equalTo("p***@e***"));
        }

        @Test
        void answersAlikeForUnknownUnconfirmedConfirmedDisabledAndInvitedAccounts() {
            String unconfirmed = Api.someone();
            Api.register(unconfirmed);
            String disabled = Api.member();
            Pool.change(disabled, Map.of("enabled", false));
            String invited = Api.member();
            Pool.change(invited, Map.of("status", "FORCE_CHANGE_PASSWORD"));
            String expected = Api.look(forgot(Api.member()));
            assertThat(expected).startsWith("202 ");
            for (int i = 0; i < 6; i++) {
                assertThat(Api.look(forgot(Api.someone()))).isEqualTo(expected);
            }
            assertThat(Api.look(forgot(unconfirmed))).isEqualTo(expected);
            assertThat(Api.look(forgot(disabled))).isEqualTo(expected);
            assertThat(Api.look(forgot(invited))).isEqualTo(expected);
        }

        /** A code for a reset goes to verified addresses only. */
        @Test
        void unverifiedAddressGetsTheCodeOfItsSignUpAgain() {
            String email = Api.someone();
            Api.register(email);

            forgot(email).then().statusCode(202);

            Pool.awaitMailsTo(email, 2);
            Api.verify(email).then().statusCode(204);
        }

        /** Cognito sends a code, and asks a trigger for its words, only where there is an account. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "CodeDeliveryFailureException",
                    "UserLambdaValidationException",
                    "UnexpectedLambdaException",
                    "InvalidLambdaResponseException"
                })
        void answersAlikeWhenNoCodeCanBeSent(String error) {
            String expected = Api.look(forgot(Api.member()));
            Pool.fault(Map.of("operation", "ForgotPassword", "kind", "error", "error", error, "times", 1));
            assertThat(Api.look(forgot(Api.member()))).isEqualTo(expected);
        }

        /** Cognito then says that the account has no verified address. */
        @Test
        void answersAlikeWhereEmailIsASecondFactor() {
            String email = withEmailAsASecondFactor();

            assertThat(Api.look(forgot(email))).isEqualTo(Api.look(forgot(Api.someone())));
        }

        @Test
        void sendsNothingWhereEmailIsASecondFactor() {
            String email = withEmailAsASecondFactor();
            int before = Pool.mailsTo(email);

            forgot(email).then().statusCode(202);

            assertThat(Pool.mailsTo(email)).isEqualTo(before);
        }

        @Test
        void isAFailureForTheOperatorWhereEmailIsASecondFactor() {
            String email = withEmailAsASecondFactor();
            float before = failures();

            forgot(email).then().statusCode(202);

            assertThat(failures()).isEqualTo(before + 1);
        }

        private static float failures() {
            Number failures = Api.json().get("/metrics").path("auth.password_reset_request.failure");
            return failures == null ? 0 : failures.floatValue();
        }

        private static String withEmailAsASecondFactor() {
            String email = Api.member();
            Pool.set(Map.of("recovery", List.of("admin_only"), "mfa", "OPTIONAL", "mfa_methods", List.of("email")));
            Pool.call(
                    "AdminSetUserMFAPreference",
                    Map.of(
                            "UserPoolId",
                            "eu-west-1_gatehouse",
                            "Username",
                            email,
                            "EmailMfaSettings",
                            Map.of("Enabled", true, "PreferredMfa", true)));
            return email;
        }

        @Test
        void answersAlikeWhenTheHourlyLimitOfAnAccountIsReached() {
            String email = Api.member();
            String expected = forgot(email).body().asString();
            for (int i = 0; i < 25; i++) {
                forgot(email);
            }

            forgot(email).then().statusCode(202).body(equalTo(expected));
        }
    }

    @Nested
    @Tag("proof")
    class SettingANewPassword {
        private final String email = Api.someone();

        @BeforeEach
        void asked() {
            Api.register(email);
            Api.verify(email);
            forgot(email).then().statusCode(202);
        }

        @Test
        void replacesTheOldOneWithTheMailedCode() {
            reset(email, Pool.codeFor(email), Api.OTHER_PASSWORD).then().statusCode(204);

            Api.login(email, Api.OTHER_PASSWORD).then().statusCode(200);
            Api.login(email, Api.PASSWORD).then().statusCode(401);
        }

        @Test
        void endsEverySession() {
            JsonPath session = Api.signedIn(email);
            reset(email, Pool.codeFor(email), Api.OTHER_PASSWORD).then().statusCode(204);

            Api.judged(session.getString("access_token")).then().statusCode(401);
            Api.refresh(session.getString("refresh_token")).then().statusCode(401);
        }

        @Test
        void leavesLaterSignInsAlone() {
            reset(email, Pool.codeFor(email), Api.OTHER_PASSWORD).then().statusCode(204);
            JsonPath later = Api.signedIn(email, Api.OTHER_PASSWORD);

            Api.judged(later.getString("access_token")).then().statusCode(400);
            Api.refresh(later.getString("refresh_token")).then().statusCode(200);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void endsTheSessionsHereEvenIfCognitoDoesNot(boolean withCredentials) {
            JsonPath session = Api.signedIn(email);
            if (!withCredentials) {
                withoutAdminGetUser();
            }
            refuse(withCredentials ? "AdminUserGlobalSignOut" : "GlobalSignOut");
            reset(email, Pool.codeFor(email), Api.OTHER_PASSWORD).then().statusCode(204);

            Api.judged(session.getString("access_token")).then().statusCode(401);
            Api.refresh(session.getString("refresh_token")).then().statusCode(401);
        }

        @Test
        void endsEverySessionWithCredentialsWithoutASignIn() {
            JsonPath session = Api.signedIn(email);
            int before = Pool.calls("InitiateAuth");
            reset(email, Pool.codeFor(email), Api.OTHER_PASSWORD).then().statusCode(204);

            assertThat(Pool.calls("AdminUserGlobalSignOut")).isEqualTo(1);
            assertThat(Pool.calls("InitiateAuth")).isEqualTo(before);
            Api.judged(session.getString("access_token")).then().statusCode(401);
        }

        @Test
        void endsEverySessionWithoutCredentialsToo() {
            JsonPath session = Api.signedIn(email);
            withoutAdminGetUser();
            reset(email, Pool.codeFor(email), Api.OTHER_PASSWORD).then().statusCode(204);

            assertThat(Pool.calls("GlobalSignOut")).isEqualTo(1);
            Api.judged(session.getString("access_token")).then().statusCode(401);
            Api.refresh(session.getString("refresh_token")).then().statusCode(401);
        }

        /** As a second factor does. Cognito is slow to answer, so that the account can change once its password is set. */
        @Test
        void endsEverySessionHereIfAChallengeFollowsTheNewPassword() throws Exception {
            JsonPath session = Api.signedIn(email);
            withoutAdminGetUser();
            Pool.fault(Map.of("operation", "InitiateAuth", "kind", "delay", "delay_ms", 1000, "times", 1));
            String code = Pool.codeFor(email);
            int before = Pool.calls("InitiateAuth");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answer = threads.submit(() -> reset(email, code, Api.OTHER_PASSWORD));
                while (Pool.calls("InitiateAuth") == before) {
                    Thread.onSpinWait();
                }
                Pool.change(email, Map.of("status", "FORCE_CHANGE_PASSWORD"));
                answer.get().then().statusCode(204);
            }

            assertThat(Pool.calls("GlobalSignOut")).isZero();
            Api.judged(session.getString("access_token")).then().statusCode(401);
            Api.refresh(session.getString("refresh_token")).then().statusCode(401);
        }

        private static void withoutAdminGetUser() {
            refuse("AdminGetUser");
        }

        /** Not for want of a permission: for a minute after that nothing would be asked with credentials. */
        private static void refuse(String operation) {
            Pool.fault(
                    Map.of("operation", operation, "kind", "error", "error", "NobodyKnowsThisException", "times", 1));
        }

        @Test
        void codeWorksOnce() {
            String code = Pool.codeFor(email);
            reset(email, code, Api.OTHER_PASSWORD).then().statusCode(204);

            reset(email, code, Api.PASSWORD).then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        @Test
        void codeOlderThanAnHourIsRefused() {
            String code = Pool.codeFor(email);
            Pool.advance(3601);

            reset(email, code, Api.OTHER_PASSWORD).then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        @Test
        void wrongCodeIsRefused() {
            reset(email, "000000", Api.OTHER_PASSWORD).then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        @Test
        void unknownAccountIsRefusedAsAWrongCodeIs() {
            reset(Api.someone(), "000000", Api.OTHER_PASSWORD)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_code"));
        }

        @Test
        void weakPasswordIsRefusedWithTheRuleThatItBreaks() {
            reset(email, Pool.codeFor(email), "short")
                    .then()
                    .statusCode(422)
                    .body("errors[0].field", equalTo("new_password"))
                    .body("errors[0].message", equalTo("is too short"));
        }

        @Test
        void passwordThatWasUsedBeforeIsRefusedWherePoolsRememberThem() {
            Pool.set(Map.of("password_policy", Map.of("history", 3)));

            reset(email, Pool.codeFor(email), Api.PASSWORD)
                    .then()
                    .statusCode(422)
                    .body("errors[0].message", equalTo("was used before"));
        }
    }
}
