package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** Signing in with a password, and answering the challenge that may follow. */
class SignInContractTest {

    private final String email = Pool.someone();
    private final String unknown = Pool.someone();
    private static final String WRONG = "Incorrect username or password.";

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private void wrongPassword(int times) {
        for (int i = 0; i < times; i++) {
            refused(() -> pool.signIn(email, "wrong-password"), "NotAuthorizedException", WRONG);
        }
    }

    private void lockedOut() {
        refused(() -> pool.signIn(email), "NotAuthorizedException", "Password attempts exceeded");
    }

    @Nested
    class WithAPassword {

        @Test
        void confirmedUserGetsTokens() {
            pool.register(email);
            AuthenticationResultType tokens = pool.signIn(email);
            assertThat(tokens.accessToken()).isNotBlank();
            assertThat(tokens.idToken()).isNotBlank();
            assertThat(tokens.refreshToken()).isNotBlank();
            assertThat(tokens.tokenType()).isEqualTo("Bearer");
            assertThat(tokens.expiresIn()).isEqualTo(3600);
        }

        @Test
        void nameIsFoundInAnyCase() {
            pool.register(email);
            assertThat(pool.initiate(email.toUpperCase(Locale.ROOT), Pool.PASSWORD))
                    .isNotNull();
        }

        @NeedsControlRoutes
        @Test
        void usernameServesAsWellAsTheEmail() {
            pool.register(email);
            assertThat(pool.signIn(pool.user(email).path("username").asText())).isNotNull();
        }

        @Test
        void wrongPasswordIsRefused() {
            pool.register(email);
            wrongPassword(1);
        }

        @Test
        void unknownUserLooksLikeAWrongPassword() {
            refused(() -> pool.signIn(unknown), "NotAuthorizedException", WRONG);
        }

        @Test
        void unknownUserIsRevealedByALegacyClient() {
            refused(() -> pool.initiateOpenly(unknown, Pool.PASSWORD), "UserNotFoundException", "User does not exist.");
        }

        @Test
        void unconfirmedUserIsToldSoWhateverThePassword() {
            pool.signUp(email);
            refused(() -> pool.signIn(email, "wrong-password"), "UserNotConfirmedException", "User is not confirmed.");
        }

        @NeedsControlRoutes
        @Test
        void resetRequiredIsToldWhateverThePassword() {
            pool.register(email);
            pool.patchUser(email, "{\"status\":\"RESET_REQUIRED\"}");
            refused(
                    () -> pool.signIn(email, "wrong-password"),
                    "PasswordResetRequiredException",
                    "Password reset required for the user");
        }

        @NeedsControlRoutes
        @Test
        void disabledUserIsToldSoAfterTheRightPassword() {
            pool.register(email);
            pool.patchUser(email, "{\"enabled\":false}");
            refused(() -> pool.signIn(email), "NotAuthorizedException", "User is disabled.");
            wrongPassword(1);
        }

        @Test
        void missingPasswordIsRefused() {
            refused(
                    () -> pool.cognito.initiateAuth(r -> r.clientId(Pool.PUBLIC_CLIENT)
                            .authFlow("USER_PASSWORD_AUTH")
                            .authParameters(Map.of("USERNAME", email))),
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
                            .authParameters(Map.of("USERNAME", email, "PASSWORD", Pool.PASSWORD))),
                    "ResourceNotFoundException",
                    "User pool client stranger does not exist.");
        }
    }

    @Nested
    class LockOutAfterWrongPasswords {

        @BeforeEach
        void register() {
            pool.register(email);
        }

        @Test
        void fourWrongPasswordsDoNotLock() {
            wrongPassword(4);
            assertThat(pool.signIn(email)).isNotNull();
        }

        @Test
        void fifthLocksEvenTheRightPassword() {
            wrongPassword(5);
            lockedOut();
        }

        @NeedsControlRoutes
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
            assertThat(pool.signIn(email)).isNotNull();
        }

        @NeedsControlRoutes
        @Test
        void attemptsDuringALockDoNotProlongIt() {
            wrongPassword(5);
            for (int i = 0; i < 5; i++) {
                lockedOut();
            }
            pool.advance(1);
            assertThat(pool.signIn(email)).isNotNull();
        }

        @NeedsControlRoutes
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
            assertThat(pool.signIn(email)).isNotNull();
        }

        @Test
        void rightPasswordStartsOver() {
            wrongPassword(4);
            pool.signIn(email);
            wrongPassword(4);
            assertThat(pool.signIn(email)).isNotNull();
        }

        @NeedsControlRoutes
        @Test
        void quarterOfAnHourOfPeaceStartsOver() {
            wrongPassword(5);
            pool.advance(902);
            wrongPassword(4);
            assertThat(pool.signIn(email)).isNotNull();
        }
    }

    @Nested
    class SecretHashOfTheClient {

        private void initiateWith(String client, String hash) {
            Map<String, String> parameters = new HashMap<>(Map.of("USERNAME", email, "PASSWORD", Pool.PASSWORD));
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
            refused(() -> initiateWith(Pool.PUBLIC_CLIENT, pool.hash(email)), "NotAuthorizedException");
        }

        @Test
        void publicClientNeedsNone() {
            pool.register(email);
            assertThatCode(() -> initiateWith(Pool.PUBLIC_CLIENT, null)).doesNotThrowAnyException();
        }

        @NeedsControlRoutes
        @Test
        void secondSecretServesDuringARotation() {
            pool.register(email);
            String hash = pool.hash(email);
            pool.patchClient(
                    pool.clientId,
                    "{\"secret\":\"anotherSecretThatIsNoSecret00\",\"second_secret\":\"" + pool.secret + "\"}");
            assertThatCode(() -> initiateWith(pool.clientId, hash)).doesNotThrowAnyException();
        }

        @NeedsControlRoutes
        @Test
        void retiredSecretIsRefused() {
            pool.register(email);
            pool.patchClient(pool.clientId, "{\"secret\":\"anotherSecretThatIsNoSecret00\"}");
            refused(() -> initiateWith(pool.clientId, pool.hash(email)), "NotAuthorizedException");
        }

        @Test
        void everyOperationThatTakesTheHashChecksIt() {
            String bad = "AAAA";
            String expected = "Unable to verify secret hash for client " + pool.clientId;
            pool.register(email);
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
                            .username(email)
                            .confirmationCode("123456")),
                    "NotAuthorizedException",
                    expected);
            refused(
                    () -> pool.cognito.resendConfirmationCode(
                            r -> r.clientId(pool.clientId).secretHash(bad).username(email)),
                    "NotAuthorizedException",
                    expected);
            refused(
                    () -> pool.cognito.forgotPassword(
                            r -> r.clientId(pool.clientId).secretHash(bad).username(email)),
                    "NotAuthorizedException",
                    expected);
            refused(
                    () -> pool.cognito.confirmForgotPassword(r -> r.clientId(pool.clientId)
                            .secretHash(bad)
                            .username(email)
                            .confirmationCode("123456")
                            .password(Pool.PASSWORD)),
                    "NotAuthorizedException",
                    expected);
            refused(
                    () -> pool.cognito.respondToAuthChallenge(r -> r.clientId(pool.clientId)
                            .challengeName("NEW_PASSWORD_REQUIRED")
                            .session("a-session-of-twenty-characters")
                            .challengeResponses(
                                    Map.of("USERNAME", email, "NEW_PASSWORD", Pool.PASSWORD, "SECRET_HASH", bad))),
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
                    r -> r.userPoolId(pool.id).username(email).temporaryPassword(TEMPORARY));
        }

        private RespondToAuthChallengeResponse answer(String session, Map<String, String> more) {
            Map<String, String> responses = new HashMap<>(Map.of("USERNAME", email, "SECRET_HASH", pool.hash(email)));
            responses.putAll(more);
            return pool.cognito.respondToAuthChallenge(r -> r.clientId(pool.clientId)
                    .challengeName("NEW_PASSWORD_REQUIRED")
                    .session(session)
                    .challengeResponses(responses));
        }

        @NeedsControlRoutes
        @Test
        void newPasswordIsAskedFor() {
            InitiateAuthResponse challenge = pool.initiate(email, TEMPORARY);
            assertThat(challenge.challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
            assertThat(challenge.authenticationResult()).isNull();
            assertThat(challenge.session()).hasSizeGreaterThan(20);
            Map<String, String> parameters = challenge.challengeParameters();
            assertThat(parameters.get("USER_ID_FOR_SRP"))
                    .isEqualTo(pool.user(email).path("username").asText());
            assertThat(Pool.parse(parameters.get("requiredAttributes")).isArray())
                    .isTrue();
            assertThat(Pool.parse(parameters.get("userAttributes"))
                            .path("email")
                            .asText())
                    .isEqualTo(email);
        }

        @NeedsControlRoutes
        @Test
        void newPasswordSignsInAndConfirms() {
            String session = pool.initiate(email, TEMPORARY).session();
            assertThat(answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD))
                            .authenticationResult()
                            .accessToken())
                    .isNotBlank();
            assertThat(pool.user(email).path("status").asText()).isEqualTo("CONFIRMED");
            assertThat(pool.signIn(email)).isNotNull();
        }

        @Test
        void blankAtAnEndIsAnInvalidParameter() {
            String session = pool.initiate(email, TEMPORARY).session();
            refused(() -> answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD + " ")), "InvalidParameterException");
        }

        @NeedsControlRoutes
        @Test
        void attributesOfTheAnswerAreKept() {
            String session = pool.initiate(email, TEMPORARY).session();
            answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD, "userAttributes.name", "Ada"));
            assertThat(pool.user(email).path("attributes").path("name").asText())
                    .isEqualTo("Ada");
        }

        @Test
        void sessionServesOnce() {
            String session = pool.initiate(email, TEMPORARY).session();
            answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD));
            refused(
                    () -> answer(session, Map.of("NEW_PASSWORD", Pool.OTHER_PASSWORD)),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @NeedsControlRoutes
        @Test
        void sessionExpires() {
            String session = pool.initiate(email, TEMPORARY).session();
            pool.advance(180);
            refused(
                    () -> answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD)),
                    "NotAuthorizedException",
                    "Invalid session for the user, session is expired.");
        }

        @Test
        void sessionOfAnotherUserIsRefused() {
            String session = pool.initiate(email, TEMPORARY).session();
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
            String session = pool.initiate(email, TEMPORARY).session();
            refused(() -> answer(session, Map.of("NEW_PASSWORD", "short")), "InvalidPasswordException");
            assertThatCode(() -> answer(session, Map.of("NEW_PASSWORD", Pool.PASSWORD)))
                    .doesNotThrowAnyException();
        }

        @Test
        void missingNewPasswordIsRefused() {
            String session = pool.initiate(email, TEMPORARY).session();
            refused(
                    () -> answer(session, Map.of()),
                    "InvalidParameterException",
                    "Missing required parameter NEW_PASSWORD");
        }

        @NeedsControlRoutes
        @Test
        void temporaryPasswordExpiresAfterAWeek() {
            pool.advance(7 * 24 * 3600);
            refused(
                    () -> pool.initiate(email, TEMPORARY),
                    "NotAuthorizedException",
                    "Temporary password has expired and must be reset by an administrator.");
        }
    }
}
