package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.hibernate.validator.constraints.CodePointLength;

/**
 * Client data for the pool's triggers (Cognito's {@code ClientMetadata}). toString hides it.
 *
 * @param value at most 16 members with names of 1 to 64 characters and values of at most 512
 */
public record ClientMetadata(
        @JsonValue @Size(max = 16, message = "must have at most 16 members")
        Map<
                        @CodePointLength(min = 1, max = 64, message = "must have names of 1 to 64 characters") String,
                        @NotNull(message = "is required")
                        @CodePointLength(max = 512, message = "must be at most 512 characters long") String>
                value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ClientMetadata {}

    @Override
    public String toString() {
        return "ClientMetadata[hidden]";
    }
}
