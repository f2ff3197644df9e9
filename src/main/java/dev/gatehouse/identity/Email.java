package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.text.Normalizer;
import java.util.Locale;
import org.hibernate.validator.constraints.CodePointLength;

/**
 * An email address as the user typed it, at most 128 characters (Cognito's limit for a sign-in name). Personal data: toString
 * hides it.
 *
 * @param value the address in Unicode's composed form (NFC, as RFC 6532 §3.1 wants it), so that the two ways to write an
 *     accented letter are one account; Cognito compares it without regard to case
 */
public record Email(
        @JsonValue
        @NotBlank(message = "must not be blank")
        @CodePointLength(max = 128, message = "must be at most 128 characters long")
        @jakarta.validation.constraints.Email(message = "must be an email address")
        @Pattern(regexp = "[^\\s\\p{C}]*", message = "must be an email address")
        String value) {
    private static final int ASCII_END = 128;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Email {
        value = composed(value);
    }

    /** The normalized address, which identifies the account. */
    public String folded() {
        return composed(value.toLowerCase(Locale.ROOT));
    }

    /** The address with all but the first letter of each side hidden, in Cognito's form: {@code d***@e***}. */
    public String masked() {
        int at = value.lastIndexOf('@');
        return initial(value) + "***@" + initial(value.substring(at + 1)) + "***";
    }

    /** ASCII, which most addresses are, needs no normalization. */
    private static String composed(String text) {
        return text.chars().allMatch(c -> c < ASCII_END) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String initial(String part) {
        return part.isEmpty() ? "" : part.substring(0, part.offsetByCodePoints(0, 1));
    }

    @Override
    public String toString() {
        return "Email[hidden]";
    }
}
