package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponse;

/** Second factors: setting them up, preferring one, and the challenges that follow a right password. */
@NeedsControlRoutes
class MfaContractTest {

    /** The secret of RFC 6238, its times and the six last digits of its codes. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final String OTHER_SECRET = "AEZDANBVAY3TQOJQAEZDANBVAY3TQOJQ";
    private static final String OTHER_CODE_B = "090127";

    private static final long STEP_A = 1_111_111_109L;
    private static final String CODE_A = "081804";
    private static final long STEP_B = 1_111_111_111L;
    private static final String CODE_B = "050471";

    private final String email = Pool.someone();
    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
        pool.post("/control/clock", "{\"set_to\":" + STEP_A + "}");
        pool.register(email);
    }

    private RespondToAuthChallengeResponse answer(String challenge, String session, String name, String value) {
        Map<String, String> responses = new HashMap<>(Map.of("USERNAME", email, "SECRET_HASH", pool.hash(email)));
        responses.put(name, value);
        return pool.cognito.respondToAuthChallenge(r -> r.clientId(pool.clientId)
                .challengeName(challenge)
                .session(session)
                .challengeResponses(responses));
    }

    private RespondToAuthChallengeResponse totp(String session, String code) {
        return answer("SOFTWARE_TOKEN_MFA", session, "SOFTWARE_TOKEN_MFA_CODE", code);
    }

    private void nextSecret() {
        pool.patchPool("{\"next_totp_secret\":\"" + SECRET + "\"}");
    }

    private VerifySoftwareTokenResponse verify(String accessToken, String code) {
        return pool.cognito.verifySoftwareToken(
                r -> r.accessToken(accessToken).userCode(code).friendlyDeviceName("Ann's phone"));
    }

    /** A user whose authenticator app is set up, enabled and preferred. */
    private String setUpTotp() {
        String token = pool.signIn(email).accessToken();
        nextSecret();
        pool.cognito.associateSoftwareToken(r -> r.accessToken(token));
        verify(token, CODE_A);
        pool.cognito.setUserMFAPreference(r -> r.accessToken(token)
                .softwareTokenMfaSettings(s -> s.enabled(true).preferredMfa(true)));
        return token;
    }

    private void phone() {
        pool.patchUser(email, "{\"phone_number\":\"+15555550100\"}");
    }

    @Nested
    class SoftwareTokenSetUp {

        @Test
        void secretIsBase32OfThirtyTwoBytes() {
            String token = pool.signIn(email).accessToken();
            assertThat(pool.cognito
                            .associateSoftwareToken(r -> r.accessToken(token))
                            .secretCode())
                    .matches("[A-Z2-7]{52}");
        }

        @Test
        void nothingCountsBeforeTheFirstCode() {
            String token = pool.signIn(email).accessToken();
            pool.cognito.associateSoftwareToken(r -> r.accessToken(token));
            refused(
                    () -> pool.cognito.setUserMFAPreference(
                            r -> r.accessToken(token).softwareTokenMfaSettings(s -> s.enabled(true))),
                    "InvalidParameterException",
                    "User has not verified software token mfa");
            assertThat(pool.signIn(email)).isNotNull();
        }

        @Test
        void wrongFirstCodeHasAnErrorOfItsOwnAndTheSecretStays() {
            String token = pool.signIn(email).accessToken();
            nextSecret();
            pool.cognito.associateSoftwareToken(r -> r.accessToken(token));
            refused(() -> verify(token, "000000"), "EnableSoftwareTokenMFAException");
            assertThat(verify(token, CODE_A).statusAsString()).isEqualTo("SUCCESS");
        }

        @Test
        void codeWithoutATokenIsRefused() {
            String token = pool.signIn(email).accessToken();
            refused(() -> verify(token, CODE_A), "SoftwareTokenMFANotFoundException");
        }

        @Test
        void enabledAndPreferredAreShown() {
            String token = setUpTotp();
            var user = pool.cognito.getUser(r -> r.accessToken(token));
            assertThat(user.userMFASettingList()).containsExactly("SOFTWARE_TOKEN_MFA");
            assertThat(user.preferredMfaSetting()).isEqualTo("SOFTWARE_TOKEN_MFA");
            var asAdmin = pool.cognito.adminGetUser(r -> r.userPoolId(pool.id).username(email));
            assertThat(asAdmin.userMFASettingList()).containsExactly("SOFTWARE_TOKEN_MFA");
            assertThat(asAdmin.preferredMfaSetting()).isEqualTo("SOFTWARE_TOKEN_MFA");
            var factors = pool.cognito.getUserAuthFactors(r -> r.accessToken(token));
            assertThat(factors.preferredMfaSetting()).isEqualTo("SOFTWARE_TOKEN_MFA");
            assertThat(factors.configuredUserAuthFactorsAsStrings()).containsExactly("PASSWORD", "EMAIL_OTP");
            assertThat(pool.cognito
                            .adminGetUserAuthFactors(r -> r.userPoolId(pool.id).username(email))
                            .userMFASettingList())
                    .containsExactly("SOFTWARE_TOKEN_MFA");
        }

        @Test
        void poolWithoutTotpRefuses() {
            String token = pool.signIn(email).accessToken();
            pool.patchPool("{\"mfa_methods\":[\"sms\"]}");
            refused(
                    () -> pool.cognito.associateSoftwareToken(r -> r.accessToken(token)),
                    "SoftwareTokenMFANotFoundException");
        }

        @Test
        void replacementCountsOnlyWithItsFirstCode() {
            String token = setUpTotp();
            pool.cognito.associateSoftwareToken(r -> r.accessToken(token));
            pool.post("/control/clock", "{\"set_to\":" + STEP_B + "}");
            String session = pool.initiate(email, Pool.PASSWORD).session();
            assertThat(totp(session, CODE_B).authenticationResult()).isNotNull();
        }
    }

    @Test
    void replacedSecretIsNoLongerAsked() {
        String token = setUpTotp();
        pool.patchPool("{\"next_totp_secret\":\"" + OTHER_SECRET + "\"}");
        pool.cognito.associateSoftwareToken(r -> r.accessToken(token));
        pool.post("/control/clock", "{\"set_to\":" + STEP_B + "}");
        verify(token, OTHER_CODE_B);
        String session = pool.initiate(email, Pool.PASSWORD).session();
        refused(() -> totp(session, CODE_B), "CodeMismatchException");
    }

    @Nested
    class SoftwareTokenChallenge {

        @BeforeEach
        void setUp() {
            setUpTotp();
        }

        @Test
        void followsTheRightPassword() {
            InitiateAuthResponse challenge = pool.initiate(email, Pool.PASSWORD);
            assertThat(challenge.challengeNameAsString()).isEqualTo("SOFTWARE_TOKEN_MFA");
            assertThat(challenge.authenticationResult()).isNull();
            assertThat(challenge.challengeParameters())
                    .containsEntry("FRIENDLY_DEVICE_NAME", "Ann's phone")
                    .containsKey("USER_ID_FOR_SRP");
        }

        @Test
        void codeOfTheSetUpIsUsedUp() {
            String session = pool.initiate(email, Pool.PASSWORD).session();
            refused(
                    () -> totp(session, CODE_A),
                    "ExpiredCodeException",
                    "Your software token has already been used once.");
            pool.post("/control/clock", "{\"set_to\":" + STEP_B + "}");
            assertThat(totp(session, CODE_B).authenticationResult().accessToken())
                    .isNotBlank();
            refused(() -> totp(session, CODE_B), "NotAuthorizedException");
        }

        @Test
        void codesOfTheNeighbouringStepsAreAccepted() {
            pool.post("/control/clock", "{\"set_to\":" + (STEP_B + 30) + "}");
            String session = pool.initiate(email, Pool.PASSWORD).session();
            assertThat(totp(session, CODE_B).authenticationResult()).isNotNull();
        }

        @Test
        void codeOfTwoStepsAgoIsWrong() {
            pool.post("/control/clock", "{\"set_to\":" + (STEP_B + 60) + "}");
            String session = pool.initiate(email, Pool.PASSWORD).session();
            refused(() -> totp(session, CODE_B), "CodeMismatchException", "Invalid code received for user");
        }

        @Test
        void wrongCodesLeaveTheSessionUsable() {
            String session = pool.initiate(email, Pool.PASSWORD).session();
            for (int i = 0; i < 6; i++) {
                refused(() -> totp(session, "000000"), "CodeMismatchException");
            }
            pool.post("/control/clock", "{\"set_to\":" + STEP_B + "}");
            assertThat(totp(session, CODE_B).authenticationResult()).isNotNull();
        }

        @Test
        void sessionIsNeeded() {
            refused(() -> totp(null, CODE_B), "NotAuthorizedException", "Invalid session for the user.");
        }

        @Test
        void sessionOfAnotherChallengeIsRefused() {
            String session = pool.initiate(email, Pool.PASSWORD).session();
            refused(
                    () -> answer("EMAIL_OTP", session, "EMAIL_OTP_CODE", "000000"),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @Test
        void sessionOfAnotherUserIsRefused() {
            String session = pool.initiate(email, Pool.PASSWORD).session();
            String demo = "demo@example.com";
            refused(
                    () -> pool.cognito.respondToAuthChallenge(r -> r.clientId(pool.clientId)
                            .challengeName("SOFTWARE_TOKEN_MFA")
                            .session(session)
                            .challengeResponses(Map.of(
                                    "USERNAME",
                                    demo,
                                    "SECRET_HASH",
                                    pool.hash(demo),
                                    "SOFTWARE_TOKEN_MFA_CODE",
                                    CODE_B))),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
        }

        @Test
        void sessionExpires() {
            String session = pool.initiate(email, Pool.PASSWORD).session();
            pool.advance(180);
            refused(
                    () -> totp(session, CODE_B),
                    "NotAuthorizedException",
                    "Invalid session for the user, session is expired.");
        }

        @Test
        void poolWithoutMfaAsksNothing() {
            pool.patchPool("{\"mfa\":\"OFF\"}");
            assertThat(pool.signIn(email)).isNotNull();
        }

        @Test
        void administratorDeletesTheToken() {
            pool.cognito.adminDeleteSoftwareToken(r -> r.userPoolId(pool.id).username(email));
            assertThat(pool.signIn(email)).isNotNull();
            assertThat(pool.cognito
                            .adminGetUser(r -> r.userPoolId(pool.id).username(email))
                            .userMFASettingList())
                    .isEmpty();
        }
    }

    @Nested
    class PasskeysAsMfa {

        private void enable() {
            pool.cognito.adminSetUserMFAPreference(
                    r -> r.userPoolId(pool.id).username(email).webAuthnMfaSettings(w -> w.enabled(true)));
        }

        @Test
        void poolMustAllowThem() {
            setUpTotp();
            refused(this::enable, "InvalidParameterException");
        }

        @Test
        void anotherMethodMustBeEnabled() {
            pool.patchPool("{\"passkeys_are_mfa\":true}");
            refused(this::enable, "InvalidParameterException");
            setUpTotp();
            assertThatCode(this::enable).doesNotThrowAnyException();
        }
    }

    @Nested
    class RequiredMfa {

        @BeforeEach
        void require() {
            pool.patchPool(
                    "{\"first_factors\":[\"PASSWORD\"],\"mfa\":\"ON\",\"mfa_methods\":[\"totp\"],\"next_totp_secret\":\""
                            + SECRET + "\"}");
        }

        private String begin() {
            InitiateAuthResponse challenge = pool.initiate(email, Pool.PASSWORD);
            assertThat(challenge.challengeNameAsString()).isEqualTo("MFA_SETUP");
            assertThat(challenge.challengeParameters()).containsEntry("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]");
            return challenge.session();
        }

        private VerifySoftwareTokenResponse verifyIn(String session, String code) {
            return pool.cognito.verifySoftwareToken(r -> r.session(session).userCode(code));
        }

        @Test
        void setUpIsAChainOfSessions() {
            AssociateSoftwareTokenResponse associated = pool.cognito.associateSoftwareToken(r -> r.session(begin()));
            assertThat(associated.secretCode()).isEqualTo(SECRET);
            refused(() -> verifyIn(associated.session(), "000000"), "EnableSoftwareTokenMFAException");
            VerifySoftwareTokenResponse verified = verifyIn(associated.session(), CODE_A);
            assertThat(verified.statusAsString()).isEqualTo("SUCCESS");
            assertThat(answer("MFA_SETUP", verified.session(), "ANSWER", "")
                            .authenticationResult()
                            .accessToken())
                    .isNotBlank();
            assertThat(pool.initiate(email, Pool.PASSWORD).challengeNameAsString())
                    .isEqualTo("SOFTWARE_TOKEN_MFA");
        }

        @Test
        void staleSessionsAreRefused() {
            String first = begin();
            String second =
                    pool.cognito.associateSoftwareToken(r -> r.session(first)).session();
            refused(
                    () -> pool.cognito.associateSoftwareToken(r -> r.session(first)),
                    "NotAuthorizedException",
                    "Invalid session for the user.");
            refused(() -> answer("MFA_SETUP", second, "ANSWER", ""), "NotAuthorizedException");
            String third = verifyIn(second, CODE_A).session();
            refused(() -> verifyIn(second, CODE_A), "NotAuthorizedException");
            assertThat(answer("MFA_SETUP", third, "ANSWER", "").authenticationResult())
                    .isNotNull();
        }

        @Test
        void preferenceDoesNotSwitchOffTheOnlyFactor() {
            String second =
                    pool.cognito.associateSoftwareToken(r -> r.session(begin())).session();
            verifyIn(second, CODE_A);
            pool.cognito.adminSetUserMFAPreference(
                    r -> r.userPoolId(pool.id).username(email).softwareTokenMfaSettings(s -> s.enabled(false)));
            assertThat(pool.initiate(email, Pool.PASSWORD).challengeNameAsString())
                    .isEqualTo("SOFTWARE_TOKEN_MFA");
        }

        @Test
        void deletedTokenLeadsToTheSetUpAgain() {
            String second =
                    pool.cognito.associateSoftwareToken(r -> r.session(begin())).session();
            verifyIn(second, CODE_A);
            pool.cognito.adminDeleteSoftwareToken(r -> r.userPoolId(pool.id).username(email));
            begin();
        }

        @Test
        void setUpFollowsTheNewPasswordOfAnInvitedUser() {
            String invited = Pool.someone();
            pool.cognito.adminCreateUser(
                    r -> r.userPoolId(pool.id).username(invited).temporaryPassword("temporary-pass-1"));
            String session = pool.initiate(invited, "temporary-pass-1").session();
            assertThat(pool.cognito
                            .respondToAuthChallenge(r -> r.clientId(pool.clientId)
                                    .challengeName("NEW_PASSWORD_REQUIRED")
                                    .session(session)
                                    .challengeResponses(Map.of(
                                            "USERNAME",
                                            invited,
                                            "SECRET_HASH",
                                            pool.hash(invited),
                                            "NEW_PASSWORD",
                                            Pool.PASSWORD)))
                            .challengeNameAsString())
                    .isEqualTo("MFA_SETUP");
        }

        @Test
        void textMessageIsAskedForUntilItIsSwitchedOff() {
            pool.patchPool("{\"mfa_methods\":[\"totp\",\"sms\"]}");
            phone();
            assertThat(pool.initiate(email, Pool.PASSWORD).challengeNameAsString())
                    .isEqualTo("SMS_MFA");
            pool.cognito.adminSetUserMFAPreference(
                    r -> r.userPoolId(pool.id).username(email).smsMfaSettings(s -> s.enabled(false)));
            assertThat(pool.initiate(email, Pool.PASSWORD).challengeNameAsString())
                    .isEqualTo("MFA_SETUP");
        }

        @Test
        void poolWithoutTotpOffersNone() {
            pool.patchPool("{\"mfa_methods\":[\"sms\"]}");
            assertThat(pool.initiate(email, Pool.PASSWORD).challengeParameters())
                    .containsEntry("MFAS_CAN_SETUP", "[\"SMS_MFA\"]");
        }
    }

    @Nested
    class Messages {

        @BeforeEach
        void phoneAndMailbox() {
            phone();
            pool.patchPool("{\"recovery\":[\"verified_phone_number\",\"verified_email\"],"
                    + "\"mfa_methods\":[\"totp\",\"sms\",\"email\"]}");
        }

        private void enableSms() {
            pool.cognito.adminSetUserMFAPreference(
                    r -> r.userPoolId(pool.id).username(email).smsMfaSettings(s -> s.enabled(true)));
        }

        private void enableEmail() {
            pool.cognito.adminSetUserMFAPreference(
                    r -> r.userPoolId(pool.id).username(email).emailMfaSettings(s -> s.enabled(true)));
        }

        @Test
        void codeByTextMessageSignsIn() {
            enableSms();
            InitiateAuthResponse challenge = pool.initiate(email, Pool.PASSWORD);
            assertThat(challenge.challengeNameAsString()).isEqualTo("SMS_MFA");
            assertThat(challenge.challengeParameters())
                    .containsEntry("CODE_DELIVERY_DELIVERY_MEDIUM", "SMS")
                    .containsEntry("CODE_DELIVERY_DESTINATION", "+*******0100");
            String code = pool.code("+15555550100");
            assertThat(code).matches("\\d{6}");
            refused(
                    () -> answer("SMS_MFA", challenge.session(), "SMS_MFA_CODE", Pool.wrongCode(code)),
                    "CodeMismatchException");
            assertThat(answer("SMS_MFA", challenge.session(), "SMS_MFA_CODE", code)
                            .authenticationResult())
                    .isNotNull();
        }

        @Test
        void codeByEmailSignsIn() {
            enableEmail();
            InitiateAuthResponse challenge = pool.initiate(email, Pool.PASSWORD);
            assertThat(challenge.challengeNameAsString()).isEqualTo("EMAIL_OTP");
            String code = pool.code(email);
            assertThat(code).matches("\\d{6}");
            assertThat(answer("EMAIL_OTP", challenge.session(), "EMAIL_OTP_CODE", code)
                            .authenticationResult())
                    .isNotNull();
        }

        @Test
        void severalWithoutAPreferenceAreChosenFrom() {
            enableSms();
            enableEmail();
            InitiateAuthResponse challenge = pool.initiate(email, Pool.PASSWORD);
            assertThat(challenge.challengeNameAsString()).isEqualTo("SELECT_MFA_TYPE");
            assertThat(challenge.challengeParameters()).containsEntry("MFAS_CAN_CHOOSE", "[\"SMS_MFA\",\"EMAIL_OTP\"]");
            refused(
                    () -> answer("SELECT_MFA_TYPE", challenge.session(), "ANSWER", "SOFTWARE_TOKEN_MFA"),
                    "InvalidParameterException");
            assertThat(answer("SELECT_MFA_TYPE", challenge.session(), "ANSWER", "EMAIL_OTP")
                            .challengeNameAsString())
                    .isEqualTo("EMAIL_OTP");
        }

        @Test
        void preferredOneIsAskedFor() {
            enableEmail();
            setUpTotpBesides();
            assertThat(pool.initiate(email, Pool.PASSWORD).challengeNameAsString())
                    .isEqualTo("SOFTWARE_TOKEN_MFA");
        }

        private void setUpTotpBesides() {
            pool.patchUser(email, "{\"totp_secret\":\"" + SECRET + "\"}");
        }

        @Test
        void twoPreferredAreRefused() {
            setUpTotpBesides();
            refused(
                    () -> pool.cognito.adminSetUserMFAPreference(r -> r.userPoolId(pool.id)
                            .username(email)
                            .softwareTokenMfaSettings(s -> s.enabled(true).preferredMfa(true))
                            .smsMfaSettings(s -> s.enabled(true).preferredMfa(true))),
                    "InvalidParameterException");
        }

        @Test
        void mentionOfTheTextMessageWithoutATelephoneIsRefused() {
            refused(
                    () -> pool.cognito.adminSetUserMFAPreference(r ->
                            r.userPoolId(pool.id).username("demo@example.com").smsMfaSettings(s -> s.enabled(false))),
                    "InvalidParameterException",
                    "User does not have delivery config set to turn on SMS_MFA");
        }

        @Test
        void emailAsASecondFactorIsNoRecovery() {
            enableEmail();
            int before = pool.outbox(email).size();
            refused(() -> pool.forgot(email), "InvalidParameterException");
            assertThat(pool.outbox(email)).hasSize(before);
        }
    }

    @Nested
    class Configuration {

        private void set(String mode, boolean totp, boolean email, boolean passkeysAreMfa) {
            pool.cognito.setUserPoolMfaConfig(r -> {
                r.userPoolId(pool.id).mfaConfiguration(mode);
                if (totp) {
                    r.softwareTokenMfaConfiguration(t -> t.enabled(true));
                }
                if (email) {
                    r.emailMfaConfiguration(e -> e.message("Your code is {####}"));
                }
                if (passkeysAreMfa) {
                    r.webAuthnConfiguration(w -> w.relyingPartyId("localhost")
                            .userVerification("required")
                            .factorConfiguration("MULTI_FACTOR_WITH_USER_VERIFICATION"));
                }
            });
        }

        private void firstFactors(String... factors) {
            pool.cognito.updateUserPool(r -> r.userPoolId(pool.id)
                    .policies(p -> p.signInPolicy(s -> s.allowedFirstAuthFactorsWithStrings(factors))));
        }

        private void unchanged() {
            assertThat(pool.cognito
                            .getUserPoolMfaConfig(r -> r.userPoolId(pool.id))
                            .mfaConfigurationAsString())
                    .isEqualTo("OPTIONAL");
        }

        @Test
        void requiredWithCodesAsFirstFactorIsRefused() {
            firstFactors("PASSWORD", "EMAIL_OTP");
            refused(() -> set("ON", true, false, true), "InvalidParameterException");
            unchanged();
        }

        @Test
        void requiredWithPasskeysThatAreOneFactorIsRefused() {
            firstFactors("PASSWORD", "WEB_AUTHN");
            refused(() -> set("ON", true, false, false), "InvalidParameterException");
            unchanged();
            set("ON", true, false, true);
            assertThat(pool.cognito
                            .getUserPoolMfaConfig(r -> r.userPoolId(pool.id))
                            .webAuthnConfiguration()
                            .factorConfigurationAsString())
                    .isEqualTo("MULTI_FACTOR_WITH_USER_VERIFICATION");
        }

        @Test
        void offBesideAFactorIsRefused() {
            refused(() -> set("OFF", true, false, false), "InvalidParameterException");
            unchanged();
        }

        @Test
        void offBesidePasskeysIsAccepted() {
            set("OFF", false, false, true);
            assertThat(pool.cognito
                            .describeUserPool(r -> r.userPoolId(pool.id))
                            .userPool()
                            .mfaConfigurationAsString())
                    .isEqualTo("OFF");
        }

        @Test
        void optionalWithPasskeysAloneIsRefused() {
            refused(() -> set("OPTIONAL", false, false, true), "InvalidParameterException");
        }

        @Test
        void passkeysAsTheOnlyFirstFactorAreRefused() {
            refused(() -> firstFactors("WEB_AUTHN"), "InvalidParameterException");
        }

        @Test
        void emailMfaNeedsAnotherRecoveryThanEmail() {
            refused(() -> set("OPTIONAL", true, true, false), "InvalidParameterException");
            unchanged();
        }

        @Test
        void passwordlessNeedsATier() {
            refused(
                    () -> pool.cognito.updateUserPool(r -> r.userPoolId(pool.id).userPoolTier("LITE")),
                    "FeatureUnavailableInTierException");
        }

        @Test
        void controlApiRefusesTheSame() {
            assertThat(pool.send("PATCH", "/control/pool", "{\"mfa\":\"ON\"}").statusCode())
                    .isEqualTo(400);
        }
    }
}
