package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import java.util.regex.Pattern;

/**
 * What ListUsers selects users by: at most one attribute. Values are literal, whatever characters they contain. Personal data:
 * toString hides it.
 *
 * @param text the filter in Cognito's syntax; empty for everybody
 */
public record UserFilter(String text) {
    public static final UserFilter EVERYBODY = new UserFilter("");

    /** Cognito's limit, which includes the attribute, the quotation marks and each escape character. */
    private static final int MAX_LENGTH = 256;

    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

    /**
     * Those whose email address begins with this, without regard to case.
     *
     * @throws IdentityException {@code InvalidInput} that names {@code email}
     */
    public static UserFilter emailStartsWith(String prefix) {
        return of("email ^= ", prefix);
    }

    /** Those with this email address, without regard to case. */
    static UserFilter email(String address) {
        return of("email = ", address);
    }

    static UserFilter userId(String userId) {
        return of("sub = ", userId);
    }

    /** Those with this {@code UserStatus}. */
    public static UserFilter status(String status) {
        return of("cognito:user_status = ", status);
    }

    /** Those who are enabled, or disabled. */
    public static UserFilter enabled(boolean enabled) {
        return of("status = ", enabled ? "Enabled" : "Disabled");
    }

    private static UserFilter of(String condition, String value) {
        if (UNPRINTABLE.matcher(value).find()) {
            throw refused("must not contain control characters");
        }
        String text = condition + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        if (text.length() > MAX_LENGTH) {
            throw refused("is too long");
        }
        return new UserFilter(text);
    }

    private static IdentityException refused(String message) {
        return new IdentityException(new InvalidInput("email", message));
    }

    @Override
    public String toString() {
        return "UserFilter[hidden]";
    }
}
