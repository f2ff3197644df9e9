package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;

/**
 * A one-time code that Cognito sent by email. toString hides it.
 *
 * @param value the code, without white space
 */
public record Code(
        @JsonValue
        @NotBlank(message = "must not be blank")
        @CodePointLength(max = 2048, message = "must be at most 2048 characters long")
        @Pattern(regexp = "[^\\s\\p{C}]*", message = "must not contain white space or control characters")
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Code {}

    @Override
    public String toString() {
        return "Code[hidden]";
    }
}
