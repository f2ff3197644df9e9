package dev.gatehouse.registration;

import dev.gatehouse.identity.AboutAccount;
import dev.gatehouse.identity.Code;
import dev.gatehouse.identity.Email;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The code that proves an address. */
record VerifyRequest(
        @Valid @NotNull(message = "is required") Email email,
        @Valid @NotNull(message = "is required") Code code) implements AboutAccount {
    @Override
    public String accountKey() {
        return email.folded();
    }
}
