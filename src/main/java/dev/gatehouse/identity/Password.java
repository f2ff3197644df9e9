package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;

/**
 * A password, exactly as typed: never trimmed or normalized. toString hides it.
 *
 * @param value 1 to 256 characters; the pool's policy defines the other rules
 */
public record Password(
        @JsonValue
        @NotEmpty(message = "must not be empty")
        @CodePointLength(max = Password.LONGEST, message = "must be at most 256 characters long")
        @Pattern(regexp = "[^\\p{Cs}]*", message = "must be well-formed Unicode")
        String value) {

    /** In characters (code points). */
    public static final int LONGEST = 256;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Password {}

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
