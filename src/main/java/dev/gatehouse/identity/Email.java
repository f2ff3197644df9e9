package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.hibernate.validator.constraints.CodePointLength;

/**
 * An email address as the person typed it, at most 128 characters (Cognito's limit for a sign-in name). Personal data:
 * it never prints itself.
 *
 * @param value the address; Cognito compares it without regard to case
 */
public record Email(
        @JsonValue
        @NotBlank(message = "must not be blank")
        @CodePointLength(max = 128, message = "must be at most 128 characters long")
        @jakarta.validation.constraints.Email(message = "must be an email address")
        @Pattern(regexp = "[^\\s\\p{C}]*", message = "must be an email address")
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Email {}

    /** The address in the one spelling by which accounts are told apart. */
    public String folded() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** The address with all but the first letter of each side hidden, in Cognito's form: {@code d***@e***}. */
    public String masked() {
        int at = value.lastIndexOf('@');
        return initial(value) + "***@" + initial(value.substring(at + 1)) + "***";
    }

    private static String initial(String part) {
        return part.isEmpty() ? "" : part.substring(0, part.offsetByCodePoints(0, 1));
    }

    @Override
    public String toString() {
        return "Email[hidden]";
    }
}
