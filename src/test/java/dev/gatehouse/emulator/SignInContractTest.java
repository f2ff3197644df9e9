package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** Signing in with a password, and answering the challenge that may follow. */
class SignInContractTest {

    private static final String EMAIL = "ada@example.com";
    private static final String UNKNOWN = "nobody@example.com";
    private static final String WRONG = "Incorrect username or password.";

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private void wrongPassword(int times) {
        for (int i = 0; i < times; i++) {
            refused(() -> pool.signIn(EMAIL, "wrong-password"), "NotAuthorizedException", WRONG);
        }
    }

    private void lockedOut() {
        refused(() -> pool.signIn(EMAIL), "NotAuthorizedException", "Password attempts exceeded");
    }

    @Nested
    class WithAPassword {

        @Test
        void confirmedUserGetsTokens() {
            pool.register(EMAIL);
            AuthenticationResultType tokens = pool.signIn(EMAIL);
            assertThat(tokens.accessToken()).isNotBlank();
            assertThat(tokens.idToken()).isNotBlank();
            assertThat(tokens.refreshToken()).isNotBlank();
            assertThat(tokens.tokenType()).isEqualTo("Bearer");
            assertThat(tokens.expiresIn()).isEqualTo(3600);
        }

        @Test
        void nameIsFoundInAnyCase() {
            pool.register(EMAIL);
            assertThat(pool.signIn("ADA@EXAMPLE.COM")).isNotNull();
        }

        @Test
        void usernameServesAsWellAsTheEmail() {
            pool.register(EMAIL);
            assertThat(pool.signIn(pool.user(EMAIL).path("username").asText())).isNotNull();
        }

        @Test
        void wrongPasswordIsRefused() {
            pool.register(EMAIL);
            wrongPassword(1);
        }

        @Test
        void unknownUserLooksLikeAWrongPassword() {
            refused(() -> pool.signIn(UNKNOWN), "NotAuthorizedException", WRONG);
        }

        @Test
        void unknownUserIsRevealedByALegacyClient() {
            refused(() -> pool.initiateOpenly(UNKNOWN, Pool.PASSWORD), "UserNotFoundException", "User does not exist.");
        }

        @Test
        void unconfirmedUserIsToldSoWhateverThePassword() {
            pool.signUp(EMAIL);
            refused(() -> pool.signIn(EMAIL, "wrong-password"), "UserNotConfirmedException", "User is not confirmed.");
        }

        @Test
        void resetRequiredIsToldWhateverThePassword() {
            pool.register(EMAIL);
            pool.patchUser(EMAIL, "{\"status\":\"RESET_REQUIRED\"}");
            refused(
                    () -> pool.signIn(EMAIL, "wrong-password"),
                    "PasswordResetRequiredException",
                    "Password reset required for the user");
        }

        @Test
        void disabledUserIsToldSoAfterTheRightPassword() {
            pool.register(EMAIL);
            pool.patchUser(EMAIL, "{\"enabled\":false}");
            refused(() -> pool.signIn(EMAIL), "NotAuthorizedException", "User is disabled.");
            wrongPassword(1);
        }

        @Test
        void missingPasswordIsRefused() {
            refused(
                    () -> pool.cognito.initiateAuth(r -> r.clientId(Pool.PUBLIC_CLIENT)
                            .authFlow("USER_PASSWORD_AUTH")
                            .authParameters(Map.of("USERNAME", EMAIL))),
                    "InvalidParameterException",
                    "Missing required parameter PASSWORD");
        }

        @Test
        void otherFlowIsNotEnabled() {
            refused(
                    () -> pool.cognito.initiateAuth(
                            r -> r.clientId(Pool.PUBLIC_CLIENT).authFlow("CUSTOM_AUTH")),
                    "InvalidParameterException",
                    "CUSTOM_AUTH flow not enabled for this client");
        }

        @Test
        void unknownClientIsRefused() {
            refused(
                    () -> pool.cognito.initiateAuth(r -> r.clientId("stranger")
                            .authFlow("USER_PASSWORD_AUTH")
                            .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", Pool.PASSWORD))),
                    "ResourceNotFoundException",
                    "User pool client stranger does not exist.");
        }
    }

    @Nested
    class LockOutAfterWrongPasswords {

        @BeforeEach
        void register() {
            pool.register(EMAIL);
        }

        @Test
        void fourWrongPasswordsDoNotLock() {
            wrongPassword(4);
            assertThat(pool.signIn(EMAIL)).isNotNull();
        }

        @Test
        void fifthLocksEvenTheRightPassword() {
            wrongPassword(5);
            lockedOut();
        }

        @Test
        void lockDoublesWithEachFailure() {
            wrongPassword(5);
            pool.advance(1);
            wrongPassword(1);
            pool.advance(1);
            lockedOut();
            pool.advance(1);
            wrongPassword(1);
            pool.advance(3);
            lockedOut();
            pool.advance(1);
            assertThat(pool.signIn(EMAIL)).isNotNull();
        }

        @Test
        void attemptsDuringALockDoNotProlongIt() {
            wrongPassword(5);
            for (int i = 0; i < 5; i++) {
                lockedOut();
            }
            pool.advance(1);
            assertThat(pool.signIn(EMAIL)).isNotNull();
        }

        @Test
        void lockIsNeverLongerThanFifteenMinutes() {
            wrongPassword(5);
            for (int lock = 1; lock <= 1024; lock *= 2) {
                pool.advance(Math.min(lock, 900));
                wrongPassword(1);
            }
            pool.advance(899);
            lockedOut();
            pool.advance(1);
            assertThat(pool.signIn(EMAIL)).isNotNull();
        }

        @Test
        void rightPasswordStartsOver() {
            wrongPassword(4);
            pool.signIn(EMAIL);
            wrongPassword(4);
            assertThat(pool.signIn(EMAIL)).isNotNull();
        }

        @Test
        void quarterOfAnHourOfPeaceStartsOver() {
            wrongPassword(5);
            pool.advance(902);
            wrongPassword(4);
            assertThat(pool.signIn(EMAIL)).isNotNull();
        }
    }

    @Nested
    class SecretHashOfTheClient {

        private void initiateWith(String client, String hash) {
            Map<String, String> parameters = new HashMap<>(Map.of("USERNAME", EMAIL, "PASSWORD", Pool.PASSWORD));
            if (hash != null) {
                parameters.put("SECRET_HASH", hash);
            }
            pool.cognito.initiateAuth(
                    r -> r.clientId(client).authFlow("USER_PASSWORD_AUTH").authParameters(parameters));
        }

        @Test
        void missingHashIsRefused() {
            refused(
                    () -> initiateWith(pool.clientId, null),
                    "NotAuthorizedException",
                    "Client " + pool.clientId + " is configured with secret but SECRET_HASH was not received");
        }

        @Test
        void wrongHashIsRefused() {
            refused(
                    () -> initiateWith(pool.clientId, pool.hash("someone@example.com")),
                    "NotAuthorizedException",
                    "Unable to verify secret hash for client " + pool.clientId);
        }

        @Test
        void hashForAPublicClientIsRefused() {
            refused(() -> initiateWith(Pool.PUBLIC_CLIENT, pool.hash(EMAIL)), "NotAuthorizedException");
        }

        @Test
        void publicClientNeedsNone() {
            pool.register(EMAIL);
            assertThatCode(() -> initiateWith(Pool.PUBLIC_CLIENT, null)).doesNotThrowAnyException();
        }

        @Test
        void secondSecretServesDuringARotation() {
            pool.register(EMAIL);
            String hash = pool.hash(EMAIL);
            pool.patchClient(
                    pool.clientId,
                    "{\"secret\":\"anotherSecretThatIsNoSecret00\",\"second_secret\":\"" + pool.secret + "\"}");
            assertThatCode(() -> initiateWith(pool.clientId, hash)).doesNotThrowAnyException();
        }

        @Test
        void retiredSecretIsRefused() {
            pool.register(EMAIL);
            pool.patchClient(pool.clientId, "{\"secret\":\"anotherSecretThatIsNoSecret00\"}");
            refused(() -> initiateWith(pool.clientId, pool.hash(EMAIL)), "NotAuthorizedException");
        }

        @Test
        void everyOperationThatTakesTheHashChecksIt() {
            String bad = "AAAA";
            String expected = "Unable to verify secret hash for client " + pool.clientId;
            pool.register(EMAIL);
            refused(
                    () -> pool.cognito.signUp(r -> r.clientId(pool.clientId)
                            .secretHash(bad)
                            .username("new@example.com")
                            .password(Pool.PASSWORD)),
                    "NotAuthorizedException",
                    expected);
            refused(
                    () -> pool.cognito.confirmSignUp(r -> r.clientId(pool.clientId)
                            .secretHash(bad)
                            .username(EMAIL)
                            .confirmationCode("123456")),
                    "NotAuthorizedException",
                    expected);
            refused(
                    () -> pool.cognito.resendConfirmationCode(
                            r -> r.clientId(pool.clientId).secretHash(bad).username(EMAIL)),
                    "NotAuthorizedException",
                    expected);
            refused(
                    () -> pool.cognito.forgotPassword(
                            r -> r.clientId(pool.clientId).secretHash(bad).username(EMAIL)),
                    "NotAuthorizedException",
                    expected);
            refused(
                    () -> pool.cognito.confirmForgotPassword(r -> r.clientId(pool.clientId)
                            .secretHash(bad)
                            .username(EMAIL)
                            .confirmationCode("123456")
                            .password(Pool.PASSWORD)),
                    "NotAuthorizedException",
                    expected);
            refused(
                    () -> pool.cognito.respondToAuthChallenge(r -> r.clientId(pool.clientId)
                            .challengeName("NEW_PASSWORD_REQUIRED")
                            .session("a-session-of-twenty-characters")
                            .challengeResponses(
                                    Map.of("USERNAME", EMAIL, "NEW_PASSWORD", Pool.PASSWORD, "SECRET_HASH", bad))),
                    "NotAuthorizedException",
                    expected);
        }
    }

    @Nested
    class WithATemporaryPassword {

        private static final String TEMPORARY = "temporary-pass-1";

        @BeforeEach
        void invite() {
            pool.cognito.adminCreateUser(
                    r -> r.userPoolId(pool.id).username(EMAIL).temporaryPassword(TEMPORARY));
        }

        private RespondToAuthChallengeResponse answer(String session, Map<String, String> more) {
            Map<String, String> responses = new HashMap<>(Map.of("USERNAME", EMAIL, "SECRET_HASH", pool.hash(EMAIL)));
            responses.putAll(more);
            return pool.cognito.respondToAuthChallenge(r -> r.clientId(pool.clientId)
                    .challengeName("NEW_PASSWORD_REQUIRED")
                    .session(session)
                    .challengeResponses(responses));
        }

        @Test
        void newPasswordIsAskedFor() {
            InitiateAuthResponse challenge = pool.initiate(EMAIL, TEMPORARY);
            assertThat(challenge.challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
            assertThat(challenge.authenticationResult()).isNull();
            assertThat(challenge.session()).hasSizeGreaterThan(20);
            Map<String, String> parameters = challenge.challengeParameters();
            assertThat(parameters.get("USER_ID_FOR_SRP"))
                    .isEqualTo(pool.user(EMAIL).path("username").asText());
            assertThat(Pool.parse(parameters.get("requiredAttributes")).isArray())
                    .isTrue();
            assertThat(Pool.parse(parameters.get("userAttributes"))
                            .path("email")
                            .asText())
                    .isEqualTo(EMAIL);
        }

        @Test
        void newPasswordSignsInAndConfirms() {
            String session = pool.initiate(EMAIL, TEMPORARY).session();
            assertThat(answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD))
                            .authenticationResult()
                            .accessToken())
                    .isNotBlank();
            assertThat(pool.user(EMAIL).path("status").asText()).isEqualTo("CONFIRMED");
            assertThat(pool.signIn(EMAIL)).isNotNull();
        }

        @Test
        void blankAtAnEndIsAnInvalidParameter() {
            String session = pool.initiate(EMAIL, TEMPORARY).session();
            refused(() -> answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD + " ")), "InvalidParameterException");
        }

        @Test
        void attributesOfTheAnswerAreKept() {
            String session = pool.initiate(EMAIL, TEMPORARY).session();
            answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD, "userAttributes.name", "Ada"));
            assertThat(pool.user(EMAIL).path("attributes").path("name").asText())
                    .isEqualTo("Ada");
        }

        @Test
        void sessionServesOnce() {
            String session = pool.initiate(EMAIL, TEMPORARY).session();
            answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD));
            refused(
                    () -> answer(session, Map.of("NEW_PASSWORD", Pool.OTHER_PASSWORD)),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @Test
        void sessionExpires() {
            String session = pool.initiate(EMAIL, TEMPORARY).session();
            pool.advance(180);
            refused(
                    () -> answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD)),
                    "NotAuthorizedException",
                    "Invalid session for the user, session is expired.");
        }

        @Test
        void sessionOfAnotherUserIsRefused() {
            String session = pool.initiate(EMAIL, TEMPORARY).session();
            String demo = "demo@example.com";
            refused(
                    () -> answer(
                            session,
                            Map.of("NEW_PASSWORD", Pool.PASSWORD, "USERNAME", demo, "SECRET_HASH", pool.hash(demo))),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @Test
        void newPasswordMustMeetThePolicy() {
            String session = pool.initiate(EMAIL, TEMPORARY).session();
            refused(() -> answer(session, Map.of("NEW_PASSWORD", "short")), "InvalidPasswordException");
            assertThatCode(() -> answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD)))
                    .doesNotThrowAnyException();
        }

        @Test
        void missingNewPasswordIsRefused() {
            String session = pool.initiate(EMAIL, TEMPORARY).session();
            refused(
                    () -> answer(session, Map.of()),
                    "InvalidParameterException",
                    "Missing required parameter NEW_PASSWORD");
        }

        @Test
        void temporaryPasswordExpiresAfterAWeek() {
            pool.advance(7 * 24 * 3600);
            refused(
                    () -> pool.initiate(EMAIL, TEMPORARY),
                    "NotAuthorizedException",
                    "Temporary password has expired and must be reset by an administrator.");
        }
    }
}
