package dev.gatehouse.account;

import dev.gatehouse.identity.Code;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The code that was sent to the new address. */
record EmailVerificationRequest(
        @Valid @NotNull(message = "is required") Code code) {}
