package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** {@code USER_AUTH}: sign-in by a first factor of choice. Passkeys have a test of their own. */
@NeedsControlRoutes
class ChoiceContractTest {

    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String NUMBER = "+15555550100";

    private final String email = Pool.someone();
    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
        pool.register(email);
    }

    private InitiateAuthResponse begin(String name, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(Map.of("USERNAME", name, "SECRET_HASH", pool.hash(name)));
        parameters.putAll(more);
        return pool.cognito.initiateAuth(
                r -> r.clientId(pool.clientId).authFlow("USER_AUTH").authParameters(parameters));
    }

    private InitiateAuthResponse begin() {
        return begin(email, Map.of());
    }

    private InitiateAuthResponse prefer(String challenge) {
        return begin(email, Map.of("PREFERRED_CHALLENGE", challenge));
    }

    private RespondToAuthChallengeResponse answer(
            String name, String challenge, String session, Map<String, String> more) {
        Map<String, String> responses = new HashMap<>(Map.of("USERNAME", name, "SECRET_HASH", pool.hash(name)));
        responses.putAll(more);
        return pool.cognito.respondToAuthChallenge(r -> r.clientId(pool.clientId)
                .challengeName(challenge)
                .session(session)
                .challengeResponses(responses));
    }

    private RespondToAuthChallengeResponse choose(String session, Map<String, String> more) {
        return answer(email, "SELECT_CHALLENGE", session, more);
    }

    private void phone() {
        pool.patchUser(email, "{\"phone_number\":\"" + NUMBER + "\"}");
    }

    @Nested
    class Choice {

        @Test
        void challengesOfTheUserAreOffered() {
            InitiateAuthResponse choice = begin();
            assertThat(choice.challengeNameAsString()).isEqualTo("SELECT_CHALLENGE");
            assertThat(choice.availableChallengesAsStrings()).containsExactly("PASSWORD_SRP", "PASSWORD", "EMAIL_OTP");
            phone();
            assertThat(begin().availableChallengesAsStrings())
                    .containsExactly("PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP");
        }

        @Test
        void poolLimitsWhatIsOffered() {
            pool.patchPool("{\"first_factors\":[\"PASSWORD\"]}");
            assertThat(begin().availableChallengesAsStrings()).containsExactly("PASSWORD_SRP", "PASSWORD");
        }

        @Test
        void passwordInTheAnswerSignsIn() {
            assertThat(choose(begin().session(), Map.of("ANSWER", "PASSWORD", "PASSWORD", Pool.PASSWORD))
                            .authenticationResult()
                            .accessToken())
                    .isNotBlank();
        }

        @Test
        void wrongPasswordInTheAnswerIsRefused() {
            String session = begin().session();
            refused(
                    () -> choose(session, Map.of("ANSWER", "PASSWORD", "PASSWORD", "wrong-password")),
                    "NotAuthorizedException",
                    "Incorrect username or password.");
        }

        @Test
        void whatIsNotOfferedIsRefused() {
            String session = begin().session();
            refused(() -> choose(session, Map.of("ANSWER", "SMS_OTP")), "InvalidParameterException");
            refused(() -> choose(session, Map.of("ANSWER", "WEB_AUTHN")), "InvalidParameterException");
            refused(() -> choose(session, Map.of()), "InvalidParameterException");
        }

        @Test
        void sessionServesOnce() {
            String session = begin().session();
            choose(session, Map.of("ANSWER", "EMAIL_OTP"));
            refused(
                    () -> choose(session, Map.of("ANSWER", "EMAIL_OTP")),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @Test
        void sessionIsNeeded() {
            refused(
                    () -> choose(null, Map.of("ANSWER", "PASSWORD", "PASSWORD", Pool.PASSWORD)),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
            refused(
                    () -> answer(email, "PASSWORD", null, Map.of("PASSWORD", Pool.PASSWORD)),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @Test
        void sessionOfAnotherUserIsRefused() {
            String session = begin().session();
            refused(
                    () -> answer(
                            "demo@example.com",
                            "SELECT_CHALLENGE",
                            session,
                            Map.of("ANSWER", "PASSWORD", "PASSWORD", "demo-Passw0rd!")),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @Test
        void sessionOfAnotherChallengeIsRefused() {
            String session = begin().session();
            refused(
                    () -> answer(email, "PASSWORD", session, Map.of("PASSWORD", Pool.PASSWORD)),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @Test
        void sessionOfAnotherClientIsRefused() {
            String session = begin().session();
            refused(
                    () -> pool.cognito.respondToAuthChallenge(r -> r.clientId(Pool.PUBLIC_CLIENT)
                            .challengeName("SELECT_CHALLENGE")
                            .session(session)
                            .challengeResponses(
                                    Map.of("USERNAME", email, "ANSWER", "PASSWORD", "PASSWORD", Pool.PASSWORD))),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @Test
        void clientWithoutTheFlowRefusesIt() {
            pool.patchClient(pool.clientId, "{\"user_auth\":false}");
            refused(() -> begin(), "InvalidParameterException", "USER_AUTH flow not enabled for this client");
        }
    }

    @Nested
    class Preferred {

        @Test
        void passwordSignsInAtOnce() {
            assertThat(begin(email, Map.of("PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", Pool.PASSWORD))
                            .authenticationResult())
                    .isNotNull();
        }

        @Test
        void passwordIsAskedFor() {
            InitiateAuthResponse challenge = prefer("PASSWORD");
            assertThat(challenge.challengeNameAsString()).isEqualTo("PASSWORD");
            assertThat(answer(email, "PASSWORD", challenge.session(), Map.of("PASSWORD", Pool.PASSWORD))
                            .authenticationResult())
                    .isNotNull();
        }

        @Test
        void wrongPasswordsLockOut() {
            String session = prefer("PASSWORD").session();
            for (int i = 0; i < 5; i++) {
                refused(
                        () -> answer(email, "PASSWORD", session, Map.of("PASSWORD", "wrong-password")),
                        "NotAuthorizedException",
                        "Incorrect username or password.");
            }
            refused(
                    () -> answer(email, "PASSWORD", session, Map.of("PASSWORD", Pool.PASSWORD)),
                    "NotAuthorizedException",
                    "Password attempts exceeded");
        }

        @Test
        void passwordBySrpSignsIn() throws GeneralSecurityException {
            SrpClient srp = new SrpClient();
            bySrp(
                    srp,
                    begin(email, Map.of("PREFERRED_CHALLENGE", "PASSWORD_SRP", "SRP_A", srp.srpA()))
                            .challengeParameters());
            RespondToAuthChallengeResponse chosen =
                    choose(begin().session(), Map.of("ANSWER", "PASSWORD_SRP", "SRP_A", srp.srpA()));
            assertThat(chosen.challengeNameAsString()).isEqualTo("PASSWORD_VERIFIER");
            bySrp(srp, chosen.challengeParameters());
        }

        private void bySrp(SrpClient srp, Map<String, String> challenge) throws GeneralSecurityException {
            String poolName = pool.id.substring(pool.id.indexOf('_') + 1);
            Map<String, String> proof = srp.answer(poolName, challenge, Pool.PASSWORD);
            assertThat(answer(proof.get("USERNAME"), "PASSWORD_VERIFIER", null, proof)
                            .authenticationResult())
                    .isNotNull();
        }

        @Test
        void codeByEmailHasEightDigits() {
            InitiateAuthResponse challenge = prefer("EMAIL_OTP");
            assertThat(challenge.challengeNameAsString()).isEqualTo("EMAIL_OTP");
            assertThat(challenge.challengeParameters()).containsEntry("CODE_DELIVERY_DELIVERY_MEDIUM", "EMAIL");
            String code = pool.code(email);
            assertThat(code).matches("\\d{8}");
            refused(
                    () -> answer(email, "EMAIL_OTP", challenge.session(), Map.of("EMAIL_OTP_CODE", "0000000x")),
                    "CodeMismatchException");
            assertThat(answer(email, "EMAIL_OTP", challenge.session(), Map.of("EMAIL_OTP_CODE", code))
                            .authenticationResult())
                    .isNotNull();
            refused(
                    () -> answer(email, "EMAIL_OTP", challenge.session(), Map.of("EMAIL_OTP_CODE", code)),
                    "NotAuthorizedException");
        }

        @Test
        void codeByTextMessageHasEightDigits() {
            phone();
            InitiateAuthResponse challenge = prefer("SMS_OTP");
            String code = pool.code(NUMBER);
            assertThat(code).matches("\\d{8}");
            assertThat(answer(email, "SMS_OTP", challenge.session(), Map.of("SMS_OTP_CODE", code))
                            .authenticationResult())
                    .isNotNull();
        }

        @Test
        void whatTheUserLacksLeadsToTheChoice() {
            assertThat(prefer("SMS_OTP").challengeNameAsString()).isEqualTo("SELECT_CHALLENGE");
            assertThat(prefer("WEB_AUTHN").challengeNameAsString()).isEqualTo("SELECT_CHALLENGE");
        }

        @Test
        void userWithMfaIsOfferedNoCodes() {
            pool.patchUser(email, "{\"totp_secret\":\"" + SECRET + "\"}");
            assertThat(prefer("EMAIL_OTP").availableChallengesAsStrings()).containsExactly("PASSWORD_SRP", "PASSWORD");
            assertThat(begin(email, Map.of("PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", Pool.PASSWORD))
                            .challengeNameAsString())
                    .isEqualTo("SOFTWARE_TOKEN_MFA");
        }

        @Test
        void userWithoutAPasswordHasCodes() {
            pool.patchUser(email, "{\"no_password\":true}");
            assertThat(begin().availableChallengesAsStrings()).containsExactly("EMAIL_OTP");
        }

        @Test
        void unconfirmedUserIsToldSo() {
            String other = Pool.someone();
            pool.signUp(other);
            refused(
                    () -> begin(other, Map.of("PREFERRED_CHALLENGE", "EMAIL_OTP")),
                    "UserNotConfirmedException",
                    "User is not confirmed.");
        }

        @Test
        void unknownNameOfAChallengeIsRefused() {
            refused(() -> prefer("EMAIL_MFA"), "InvalidParameterException");
        }
    }

    @Nested
    class UnknownUser {

        private final String unknown = Pool.someone();

        @Test
        void getsOneOfTheChallengesOfThePoolByLot() {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                seen.add(begin(unknown, Map.of("PREFERRED_CHALLENGE", "EMAIL_OTP"))
                        .challengeNameAsString());
            }
            assertThat(seen).containsExactlyInAnyOrder("PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN");
            assertThat(pool.outbox(unknown)).isEmpty();
        }

        @Test
        void noCodeSolvesTheChallenge() {
            pool.patchPool("{\"first_factors\":[\"EMAIL_OTP\"]}");
            InitiateAuthResponse challenge = begin(unknown, Map.of("PREFERRED_CHALLENGE", "EMAIL_OTP"));
            assertThat(challenge.challengeParameters())
                    .containsKeys("CODE_DELIVERY_DELIVERY_MEDIUM", "CODE_DELIVERY_DESTINATION");
            for (int i = 0; i < 3; i++) {
                refused(
                        () -> answer(unknown, "EMAIL_OTP", challenge.session(), Map.of("EMAIL_OTP_CODE", "12345678")),
                        "CodeMismatchException",
                        "Invalid code or auth state for the user.");
            }
        }

        @Test
        void noPasswordSolvesTheChallenge() {
            pool.patchPool("{\"first_factors\":[\"PASSWORD\"]}");
            String session = begin(unknown, Map.of()).session();
            refused(
                    () -> answer(unknown, "PASSWORD", session, Map.of("PASSWORD", Pool.PASSWORD)),
                    "NotAuthorizedException",
                    "Incorrect username or password.");
        }

        @Test
        void preferredPasswordIsWrong() {
            refused(
                    () -> begin(unknown, Map.of("PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", Pool.PASSWORD)),
                    "NotAuthorizedException",
                    "Incorrect username or password.");
        }

        @Test
        void legacyClientRevealsIt() {
            refused(
                    () -> pool.cognito.initiateAuth(r -> r.clientId(Pool.PUBLIC_CLIENT)
                            .authFlow("USER_AUTH")
                            .authParameters(Map.of("USERNAME", unknown))),
                    "UserNotFoundException",
                    "User does not exist.");
        }
    }
}
