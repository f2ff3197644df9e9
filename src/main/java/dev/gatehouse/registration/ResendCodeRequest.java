package dev.gatehouse.registration;

import dev.gatehouse.identity.AboutAccount;
import dev.gatehouse.identity.Email;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The address that waits for a code. */
record ResendCodeRequest(
        @Valid @NotNull(message = "is required") Email email) implements AboutAccount {
    @Override
    public String accountKey() {
        return email.folded();
    }
}
