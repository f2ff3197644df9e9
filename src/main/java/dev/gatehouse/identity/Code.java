package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A one-time code that Cognito sent by email. It never prints itself.
 *
 * @param value the code, without white space
 */
public record Code(
        @JsonValue
        @NotBlank(message = "must not be blank")
        @Size(max = 2048, message = "must be at most 2048 characters long")
        @Pattern(regexp = "\\S*", message = "must not contain white space")
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Code {}

    @Override
    public String toString() {
        return "Code[hidden]";
    }
}
