package dev.gatehouse.account;

import dev.gatehouse.identity.Email;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The new address. */
record EmailChangeRequest(
        @Valid @NotNull(message = "is required") Email email) {}
