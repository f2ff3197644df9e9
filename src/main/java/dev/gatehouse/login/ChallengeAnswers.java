package dev.gatehouse.login;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Secret;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of each challenge, and Cognito's names for them (RespondToAuthChallenge, ChallengeResponses). An attribute that
 * the pool requires of a new account is answered by its own name, such as {@code name}.
 */
final class ChallengeAnswers {
    private static final Map<String, Map<String, String>> NAMES = Map.of(
            "NEW_PASSWORD_REQUIRED", Map.of("new_password", "NEW_PASSWORD"),
            "SOFTWARE_TOKEN_MFA", Map.of("code", "SOFTWARE_TOKEN_MFA_CODE"),
            "SMS_MFA", Map.of("code", "SMS_MFA_CODE"),
            "EMAIL_OTP", Map.of("code", "EMAIL_OTP_CODE"),
            "SELECT_MFA_TYPE", Map.of("choice", "ANSWER"));

    private ChallengeAnswers() {}

    /**
     * Converts the answers to Cognito's names.
     *
     * @throws IdentityException {@code InvalidInput} when one is missing or unknown
     */
    static Map<String, Secret> forCognito(String challenge, Map<String, Secret> answers) {
        Map<String, String> names = NAMES.getOrDefault(challenge, Map.of());
        names.keySet().stream()
                .filter(name -> !answers.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("answers." + name, "is required");
                });
        Map<String, Secret> translated = new HashMap<>();
        answers.forEach((name, answer) -> translated.put(cognitoName(challenge, names.get(name), name), answer));
        return translated;
    }

    private static String cognitoName(String challenge, @Nullable String known, String given) {
        if (known != null) {
            return known;
        }
        if (challenge.equals("NEW_PASSWORD_REQUIRED") && given.matches("[a-z_:A-Z0-9.]{1,32}")) {
            return "userAttributes." + given;
        }
        throw invalid("answers", "has a member that this challenge does not accept");
    }

    private static IdentityException invalid(String field, String message) {
        return new IdentityException(new InvalidInput(field, message));
    }
}
