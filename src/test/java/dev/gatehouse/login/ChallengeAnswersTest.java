package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Secret;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeAnswersTest {
    private static final ChallengeAnswer ANSWER = text("the answer");
    private static final String CREDENTIAL =
            "{\"id\":\"aWQ\",\"rawId\":\"aWQ\",\"type\":\"public-key\",\"response\":{\"signature\":\"c2ln\"},\"x\":1}";

    private static ChallengeAnswer text(String text) {
        return new ChallengeAnswer(new Secret(text), false);
    }

    private static ChallengeAnswer object(String json) {
        return new ChallengeAnswer(new Secret(json), true);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_PASSWORD_REQUIRED, new_password, the-password, NEW_PASSWORD",
        "SOFTWARE_TOKEN_MFA, code, 081804, SOFTWARE_TOKEN_MFA_CODE",
        "SMS_MFA, code, 081804, SMS_MFA_CODE",
        "EMAIL_OTP, code, 01234567, EMAIL_OTP_CODE",
        "SMS_OTP, code, 01234567, SMS_OTP_CODE",
        "MFA_SETUP, code, 081804, code",
        "SELECT_MFA_TYPE, choice, SMS_MFA, ANSWER"
    })
    void answerGetsTheNameThatCognitoKnows(String challenge, String name, String answer, String cognitoName) {
        assertThat(ChallengeAnswers.forCognito(challenge, Map.of(name, text(answer))))
                .isEqualTo(Map.of(cognitoName, new Secret(answer)));
    }

    @Test
    void requiredAttributeIsAnsweredUnderItsOwnName() {
        assertThat(ChallengeAnswers.forCognito(
                        "NEW_PASSWORD_REQUIRED", Map.of("new_password", ANSWER, "custom:team", ANSWER)))
                .containsEntry("userAttributes.custom:team", ANSWER.value());
    }

    @Test
    void missingAnswerIsNamed() {
        assertRefused(
                "NEW_PASSWORD_REQUIRED",
                Map.of("name", ANSWER),
                new InvalidInput("answers.new_password", "is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"USERNAME", "SECRET_HASH", "SOFTWARE_TOKEN_MFA_CODE", "Code"})
    void unknownAnswerIsRefused(String name) {
        assertUnknown("SOFTWARE_TOKEN_MFA", Map.of("code", text("081804"), name, ANSWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "a\nb", "name-that-has-hyphens", "a23456789012345678901234567890123"})
    void malformedAttributeNameIsRefused(String name) {
        assertUnknown("NEW_PASSWORD_REQUIRED", Map.of("new_password", ANSWER, name, ANSWER));
    }

    @Test
    void answerToAnUnknownChallengeIsRefused() {
        assertUnknown("CUSTOM_CHALLENGE", Map.of("code", ANSWER));
    }

    @Nested
    class Code {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "81804",
                    "123456789",
                    " 081804",
                    "081804 ",
                    "081 804",
                    "08180a",
                    "+81804",
                    // Arabic-Indic digits
                    "\u0660\u0661\u0662\u0663\u0664\u0665"
                })
        void thatIsNotSixToEightDigitsIsRefused(String code) {
            assertRefused(
                    "EMAIL_OTP",
                    Map.of("code", text(code)),
                    new InvalidInput("answers.code", "must be six to eight digits"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0818040", "08180400"})
        void ofASetUpHasSixDigits(String code) {
            assertRefused(
                    "MFA_SETUP", Map.of("code", text(code)), new InvalidInput("answers.code", "must be six digits"));
        }

        @Test
        void thatIsAnObjectIsRefused() {
            assertRefused(
                    "EMAIL_OTP", Map.of("code", object("{}")), new InvalidInput("answers.code", "has the wrong type"));
        }
    }

    @Nested
    class Credential {
        @Test
        void isPassedOnWithItsUnknownMembers() {
            assertThat(ChallengeAnswers.forCognito("WEB_AUTHN", Map.of("credential", object(CREDENTIAL))))
                    .isEqualTo(Map.of("CREDENTIAL", new Secret(CREDENTIAL)));
        }

        @Test
        void thatIsATextIsRefused() {
            assertRefused(
                    "WEB_AUTHN",
                    Map.of("credential", text(CREDENTIAL)),
                    new InvalidInput("answers.credential", "has the wrong type"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"id\":\"aWQ\" | \"id\":\"aWQ=\" | id | must be base64url without padding",
                    "\"id\":\"aWQ\" | \"id\":\"a+/Q\" | id | must be base64url without padding",
                    "\"id\":\"aWQ\" | \"id\":7 | id | must be base64url without padding",
                    "\"rawId\":\"aWQ\" | \"rawId\":\"aWR\" | rawId | must be equal to id",
                    "public-key | password | type | must be public-key",
                    "{\"signature\":\"c2ln\"} | 7 | response | must be an object"
                })
        void ofAnotherFormIsRefused(String part, String other, String member, String message) {
            assertRefused(
                    "WEB_AUTHN",
                    Map.of("credential", object(CREDENTIAL.replace(part, other))),
                    new InvalidInput("answers.credential." + member, message));
        }
    }

    private static void assertUnknown(String challenge, Map<String, ChallengeAnswer> answers) {
        assertRefused(
                challenge, answers, new InvalidInput("answers", "has a member that this challenge does not accept"));
    }

    private static void assertRefused(String challenge, Map<String, ChallengeAnswer> answers, InvalidInput failure) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> ChallengeAnswers.forCognito(challenge, answers))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(failure));
    }
}
