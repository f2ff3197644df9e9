package dev.gatehouse.cognito;

import dev.gatehouse.identity.PasswordRule;
import java.util.Locale;

/** Finds the rule that a refused password breaks. Cognito states it only in the error message. */
final class CognitoPasswordRule {
    private CognitoPasswordRule() {}

    static PasswordRule of(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("long enough")) {
            return PasswordRule.TOO_SHORT;
        }
        if (text.contains("uppercase")) {
            return PasswordRule.UPPERCASE_MISSING;
        }
        if (text.contains("lowercase")) {
            return PasswordRule.LOWERCASE_MISSING;
        }
        if (text.contains("numeric")) {
            return PasswordRule.NUMBER_MISSING;
        }
        return text.contains("symbol") ? PasswordRule.SYMBOL_MISSING : PasswordRule.OTHER;
    }
}
