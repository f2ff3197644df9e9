package dev.gatehouse.mfa;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * The first code of a new authenticator app.
 *
 * @param code six digits, as the app shows them
 * @param name what the challenge of a sign-in calls the app, optional
 */
record ConfirmTotpRequest(
        @NotNull(message = "is required") @Pattern(regexp = "[0-9]{6}", message = "must be 6 digits")
        String code,

        @Nullable
        @CodePointLength(min = 1, max = 64, message = "must be 1 to 64 characters long")
        @Pattern(regexp = "[^\\p{C}]*", message = "must not contain control characters")
        String name) {

    @Override
    public String toString() {
        return "ConfirmTotpRequest[hidden]";
    }
}
