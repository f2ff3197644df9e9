package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeAnswersTest {
    private static final Secret ANSWER = new Secret("the answer");

    @ParameterizedTest
    @CsvSource({
        "NEW_PASSWORD_REQUIRED, new_password, NEW_PASSWORD",
        "SOFTWARE_TOKEN_MFA, code, SOFTWARE_TOKEN_MFA_CODE",
        "SMS_MFA, code, SMS_MFA_CODE",
        "EMAIL_OTP, code, EMAIL_OTP_CODE",
        "SELECT_MFA_TYPE, choice, ANSWER"
    })
    void answerGetsTheNameThatCognitoKnows(String challenge, String name, String cognitoName) {
        assertThat(ChallengeAnswers.forCognito(challenge, Map.of(name, ANSWER))).isEqualTo(Map.of(cognitoName, ANSWER));
    }

    @Test
    void requiredAttributeIsAnsweredUnderItsOwnName() {
        assertThat(ChallengeAnswers.forCognito(
                        "NEW_PASSWORD_REQUIRED", Map.of("new_password", ANSWER, "custom:team", ANSWER)))
                .containsEntry("userAttributes.custom:team", ANSWER);
    }

    @Test
    void missingAnswerIsNamed() {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> ChallengeAnswers.forCognito("NEW_PASSWORD_REQUIRED", Map.of("name", ANSWER)))
                .satisfies(e ->
                        assertThat(e.failure()).isEqualTo(new InvalidInput("answers.new_password", "is required")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"USERNAME", "SECRET_HASH", "SOFTWARE_TOKEN_MFA_CODE", "Code"})
    void unknownAnswerIsRefused(String name) {
        assertRefused("SOFTWARE_TOKEN_MFA", Map.of("code", ANSWER, name, ANSWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "a\nb", "name-that-has-hyphens", "a23456789012345678901234567890123"})
    void malformedAttributeNameIsRefused(String name) {
        assertRefused("NEW_PASSWORD_REQUIRED", Map.of("new_password", ANSWER, name, ANSWER));
    }

    @Test
    void answerToAnUnknownChallengeIsRefused() {
        assertRefused("CUSTOM_CHALLENGE", Map.of("code", ANSWER));
    }

    private static void assertRefused(String challenge, Map<String, Secret> answers) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> ChallengeAnswers.forCognito(challenge, answers))
                .satisfies(e -> assertThat(e.failure())
                        .isEqualTo(new InvalidInput("answers", "has a member that this challenge does not accept")));
    }
}
