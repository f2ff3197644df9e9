package dev.gatehouse.login;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answers of each challenge, and Cognito's names for them (RespondToAuthChallenge, ChallengeResponses). An attribute that
 * the pool requires of a new account is answered by its own name, such as {@code name}.
 */
final class ChallengeAnswers {
    private static final String CODE = "code";
    private static final String CREDENTIAL = "credential";
    private static final Map<String, Map<String, String>> NAMES = Map.of(
            "NEW_PASSWORD_REQUIRED",
            Map.of("new_password", "NEW_PASSWORD"),
            "SOFTWARE_TOKEN_MFA",
            Map.of(CODE, "SOFTWARE_TOKEN_MFA_CODE"),
            "SMS_MFA",
            Map.of(CODE, "SMS_MFA_CODE"),
            "EMAIL_OTP",
            Map.of(CODE, "EMAIL_OTP_CODE"),
            "SMS_OTP",
            Map.of(CODE, "SMS_OTP_CODE"),
            NextStep.SET_UP,
            Map.of(CODE, CODE),
            "WEB_AUTHN",
            Map.of(CREDENTIAL, "CREDENTIAL"),
            "SELECT_MFA_TYPE",
            Map.of("choice", "ANSWER"),
            OwnChallenge.SELECT,
            Map.of("choice", "choice"),
            OwnChallenge.PASSWORD,
            Map.of("password", "password"));

    /** Cognito's codes as a first factor have eight digits, others six. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6,8}");
    /** Those of an authenticator app that is being set up (VerifySoftwareToken). */
    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

    private ChallengeAnswers() {}

    /**
     * Converts the answers to Cognito's names.
     *
     * @throws IdentityException {@code InvalidInput} when one is missing, malformed or unknown
     */
    static Map<String, Secret> forCognito(String challenge, Map<String, ChallengeAnswer> answers) {
        Map<String, String> names = NAMES.getOrDefault(challenge, Map.of());
        names.keySet().stream()
                .filter(name -> !answers.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("answers." + name, "is required");
                });
        Map<String, Secret> translated = new HashMap<>();
        answers.forEach((name, answer) -> {
            String known = cognitoName(challenge, names.get(name), name);
            check(challenge, name, answer);
            translated.put(known, answer.value());
        });
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

    private static void check(String challenge, String name, ChallengeAnswer answer) {
        if (answer.isObject() != name.equals(CREDENTIAL)) {
            throw invalid("answers." + name, "has the wrong type");
        }
        if (name.equals(CREDENTIAL)) {
            PasskeyAssertion.check(answer.value());
        }
        if (name.equals(CODE) && !challenge.equals("NEW_PASSWORD_REQUIRED")) {
            boolean isSetUp = challenge.equals(NextStep.SET_UP);
            if (!(isSetUp ? SIX_DIGITS : DIGITS).matcher(answer.value().value()).matches()) {
                throw invalid("answers.code", isSetUp ? "must be six digits" : "must be six to eight digits");
            }
        }
    }

    static IdentityException invalid(String field, String message) {
        return new IdentityException(new InvalidInput(field, message));
    }
}
