package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/** Recovering and changing a password, and reading and deleting the own account. */
class AccountContractTest {

    private final String email = Pool.someone();
    private final String unknown = Pool.someone();
    private static final String UNREACHABLE =
            "Cannot reset password for the user as there is no registered/verified email or phone_number";

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    @Nested
    class ForgotPassword {

        @NeedsControlRoutes
        @Test
        void codeIsMailed() {
            pool.register(email);
            pool.forgot(email);
            assertThat(pool.outbox(email).path(0).path("kind").asText()).isEqualTo("forgot_password");
        }

        @Test
        void oldPasswordServesUntilTheReset() {
            pool.register(email);
            pool.forgot(email);
            assertThat(pool.signIn(email)).isNotNull();
        }

        @Test
        void unverifiedEmailIsRefused() {
            pool.signUp(email);
            refused(() -> pool.forgot(email), "InvalidParameterException", UNREACHABLE);
        }

        @Test
        void temporaryPasswordCannotBeForgotten() {
            pool.cognito.adminCreateUser(r -> r.userPoolId(pool.id).username(email));
            refused(
                    () -> pool.forgot(email),
                    "NotAuthorizedException",
                    "User password cannot be reset in the current state.");
        }

        @Test
        void unknownUsersGetBothAnswers() {
            List<String> answers = IntStream.range(0, 20)
                    .mapToObj(i -> answerFor("nobody" + i + "@example.com"))
                    .toList();
            assertThat(answers).contains("simulated", UNREACHABLE);
        }

        @Test
        void unknownUserGetsTheSameAnswerEachTime() {
            assertThat(answerFor(unknown))
                    .isEqualTo(answerFor(unknown))
                    .isEqualTo(answerFor(unknown.toUpperCase(Locale.ROOT)));
        }

        private String answerFor(String email) {
            try {
                pool.forgot(email);
                return "simulated";
            } catch (CognitoIdentityProviderException refusal) {
                return refusal.awsErrorDetails().errorMessage();
            }
        }

        @NeedsControlRoutes
        @Test
        void disabledUserLooksLikeAnUnknownOne() {
            pool.register(email);
            pool.patchUser(email, "{\"enabled\":false}");
            answerFor(email);
            assertThat(pool.outbox(email)).hasSize(1);
        }

        @Test
        void unknownUserIsRevealedByALegacyClient() {
            refused(
                    () -> pool.cognito.forgotPassword(
                            r -> r.clientId(Pool.PUBLIC_CLIENT).username(unknown)),
                    "UserNotFoundException");
        }

        @Test
        void twentyFirstWithinAnHourIsRefused() {
            pool.register(email);
            for (int i = 0; i < 20; i++) {
                pool.forgot(email);
            }
            refused(() -> pool.forgot(email), "LimitExceededException");
        }
    }

    @Nested
    class ConfirmForgotPassword {

        @BeforeEach
        void forget() {
            pool.register(email);
            pool.forgot(email);
        }

        @Test
        void newPasswordReplacesTheOld() {
            pool.reset(email, pool.code(email), Pool.OTHER_PASSWORD);
            assertThat(pool.signIn(email, Pool.OTHER_PASSWORD)).isNotNull();
            refused(() -> pool.signIn(email), "NotAuthorizedException");
        }

        @Test
        void codeServesOnce() {
            String code = pool.code(email);
            pool.reset(email, code, Pool.OTHER_PASSWORD);
            refused(() -> pool.reset(email, code, Pool.PASSWORD), "ExpiredCodeException");
        }

        @Test
        void wrongCodeIsRefused() {
            refused(
                    () -> pool.reset(email, Pool.wrongCode(pool.code(email)), Pool.OTHER_PASSWORD),
                    "CodeMismatchException");
        }

        @NeedsControlRoutes
        @Test
        void codeExpiresAfterAnHour() {
            pool.advance(3600);
            refused(() -> pool.reset(email, pool.code(email), Pool.OTHER_PASSWORD), "ExpiredCodeException");
        }

        @NeedsControlRoutes
        @Test
        void codeIsGoodForAnHour() {
            pool.advance(3590);
            assertThatCode(() -> pool.reset(email, pool.code(email), Pool.OTHER_PASSWORD))
                    .doesNotThrowAnyException();
        }

        @Test
        void newCodeKillsTheOldOne() {
            String old = pool.code(email);
            pool.forgot(email);
            refused(() -> pool.reset(email, old, Pool.OTHER_PASSWORD), "CodeMismatchException");
        }

        @Test
        void signUpCodeDoesNotServe() {
            pool.signUp("bob@example.com");
            refused(
                    () -> pool.reset("bob@example.com", pool.code("bob@example.com"), Pool.OTHER_PASSWORD),
                    "ExpiredCodeException");
        }

        @Test
        void weakPasswordIsRefusedAndTheCodeStays() {
            refused(() -> pool.reset(email, pool.code(email), "short"), "InvalidPasswordException");
            assertThatCode(() -> pool.reset(email, pool.code(email), Pool.OTHER_PASSWORD))
                    .doesNotThrowAnyException();
        }

        @NeedsControlRoutes
        @Test
        void resetEndsResetRequired() {
            pool.patchUser(email, "{\"status\":\"RESET_REQUIRED\"}");
            pool.reset(email, pool.code(email), Pool.OTHER_PASSWORD);
            assertThat(pool.signIn(email, Pool.OTHER_PASSWORD)).isNotNull();
        }

        @Test
        void resetEndsALockOut() {
            for (int i = 0; i < 5; i++) {
                refused(() -> pool.signIn(email, "wrong-password"), "NotAuthorizedException");
            }
            pool.reset(email, pool.code(email), Pool.OTHER_PASSWORD);
            assertThat(pool.signIn(email, Pool.OTHER_PASSWORD)).isNotNull();
        }

        @NeedsControlRoutes
        @Test
        void usedPasswordIsRefusedWhenThePoolRemembers() {
            pool.patchPool("{\"password_policy\":{\"history\":2}}");
            refused(
                    () -> pool.reset(email, pool.code(email), Pool.PASSWORD),
                    "PasswordHistoryPolicyViolationException",
                    "Password has previously been used. Please use a different password.");
        }

        @Test
        void unknownUserLooksLikeAWrongCode() {
            refused(() -> pool.reset(unknown, "123456", Pool.OTHER_PASSWORD), "CodeMismatchException");
        }

        @NeedsControlRoutes
        @Test
        void userWhoAskedForNoCodeHasAnExpiredOne() {
            refused(() -> pool.reset("demo@example.com", "123456", Pool.OTHER_PASSWORD), "ExpiredCodeException");
        }

        @Test
        void unknownUserIsRevealedByALegacyClient() {
            refused(
                    () -> pool.cognito.confirmForgotPassword(r -> r.clientId(Pool.PUBLIC_CLIENT)
                            .username(unknown)
                            .confirmationCode("123456")
                            .password(Pool.PASSWORD)),
                    "UserNotFoundException");
        }

        @Test
        void twentyFirstAttemptWithinAnHourIsRefused() {
            String wrong = Pool.wrongCode(pool.code(email));
            for (int i = 0; i < 20; i++) {
                refused(() -> pool.reset(email, wrong, Pool.OTHER_PASSWORD), "CodeMismatchException");
            }
            refused(() -> pool.reset(email, wrong, Pool.OTHER_PASSWORD), "LimitExceededException");
        }
    }

    @Nested
    class ChangePassword {

        private String token;

        @BeforeEach
        void signIn() {
            pool.register(email);
            token = pool.signIn(email).accessToken();
        }

        @Test
        void newPasswordReplacesTheOld() {
            pool.change(token, Pool.PASSWORD, Pool.OTHER_PASSWORD);
            assertThat(pool.signIn(email, Pool.OTHER_PASSWORD)).isNotNull();
            refused(() -> pool.signIn(email), "NotAuthorizedException");
        }

        @Test
        void wrongPreviousPasswordIsRefused() {
            refused(
                    () -> pool.change(token, "wrong-password", Pool.OTHER_PASSWORD),
                    "NotAuthorizedException",
                    "Incorrect username or password.");
        }

        @Test
        void weakPasswordIsRefused() {
            refused(() -> pool.change(token, Pool.PASSWORD, "short"), "InvalidPasswordException");
        }

        @NeedsControlRoutes
        @Test
        void passwordsBeyondTheHistoryMayComeBack() {
            pool.patchPool("{\"password_policy\":{\"history\":1},\"limits_enabled\":false}");
            refused(() -> pool.change(token, Pool.PASSWORD, Pool.PASSWORD), "PasswordHistoryPolicyViolationException");
            pool.change(token, Pool.PASSWORD, Pool.OTHER_PASSWORD);
            assertThatCode(() -> pool.change(token, Pool.OTHER_PASSWORD, Pool.PASSWORD))
                    .doesNotThrowAnyException();
        }

        @Test
        void sixthWithinAnHourIsRefused() {
            for (int i = 0; i < 5; i++) {
                pool.change(token, Pool.PASSWORD, Pool.PASSWORD);
            }
            refused(() -> pool.change(token, Pool.PASSWORD, Pool.PASSWORD), "LimitExceededException");
        }

        @Test
        void idTokenIsRefused() {
            String idToken = pool.signIn(email).idToken();
            refused(
                    () -> pool.change(idToken, Pool.PASSWORD, Pool.OTHER_PASSWORD),
                    "NotAuthorizedException",
                    "Invalid Access Token");
        }
    }

    @Nested
    class GetUser {

        private GetUserResponse get(String token) {
            return pool.cognito.getUser(r -> r.accessToken(token));
        }

        @Test
        void attributesAreAnswered() {
            pool.register(email);
            GetUserResponse user = get(pool.signIn(email).accessToken());
            Map<String, String> attributes =
                    user.userAttributes().stream().collect(Collectors.toMap(AttributeType::name, AttributeType::value));
            assertThat(attributes)
                    .containsEntry("email", email)
                    .containsEntry("email_verified", "true")
                    .containsEntry("sub", user.username());
        }

        @NeedsControlRoutes
        @Test
        void expiredTokenIsRefused() {
            String token = pool.signIn("demo@example.com", "demo-Passw0rd!").accessToken();
            pool.advance(3600);
            refused(() -> get(token), "NotAuthorizedException", "Access Token has expired");
        }

        @NeedsControlRoutes
        @Test
        void forgedTokenIsRefused() {
            String token = pool.signIn("demo@example.com", "demo-Passw0rd!").accessToken();
            String forged = token.substring(0, token.lastIndexOf('.')) + ".AAAA";
            refused(() -> get(forged), "NotAuthorizedException", "Invalid Access Token");
        }

        @Test
        void nonsenseIsRefused() {
            refused(() -> get("nonsense"), "NotAuthorizedException", "Invalid Access Token");
        }

        @NeedsControlRoutes
        @Test
        void disabledUserIsRefused() {
            String token = pool.signIn("demo@example.com", "demo-Passw0rd!").accessToken();
            pool.patchUser("demo@example.com", "{\"enabled\":false}");
            refused(() -> get(token), "NotAuthorizedException", "User is disabled.");
        }

        @NeedsControlRoutes
        @Test
        void userWhoMustResetIsRefused() {
            String token = pool.signIn("demo@example.com", "demo-Passw0rd!").accessToken();
            pool.patchUser("demo@example.com", "{\"status\":\"RESET_REQUIRED\"}");
            refused(() -> get(token), "PasswordResetRequiredException");
        }
    }

    @Nested
    class DeleteUser {

        @BeforeEach
        void delete() {
            pool.register(email);
        }

        @Test
        void deletedUserIsGone() {
            String token = pool.signIn(email).accessToken();
            pool.cognito.deleteUser(r -> r.accessToken(token));
            refused(() -> pool.signIn(email), "NotAuthorizedException");
            refused(() -> pool.cognito.getUser(r -> r.accessToken(token)), "UserNotFoundException");
            refused(() -> pool.cognito.globalSignOut(r -> r.accessToken(token)), "NotAuthorizedException");
        }

        @Test
        void nameIsFreeAgain() {
            String token = pool.signIn(email).accessToken();
            pool.cognito.deleteUser(r -> r.accessToken(token));
            assertThatCode(() -> pool.register(email)).doesNotThrowAnyException();
        }
    }
}
