package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;

/**
 * What AWS's device script ({@code AmazonCognitoAdvancedSecurityData}) collected about the user's device. toString hides it.
 *
 * @param value Base64, as the script returned it
 */
public record DeviceContext(
        @JsonValue
        @CodePointLength(min = 1, max = 8192, message = "must be 1 to 8192 characters long")
        @Pattern(regexp = "[A-Za-z0-9+/=_-]*", message = "must be Base64")
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceContext {}

    @Override
    public String toString() {
        return "DeviceContext[hidden]";
    }
}
