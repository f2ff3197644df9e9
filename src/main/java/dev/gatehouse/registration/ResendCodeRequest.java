package dev.gatehouse.registration;

import dev.gatehouse.identity.Email;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The address that waits for a code. */
record ResendCodeRequest(
        @Valid @NotNull(message = "is required") Email email) {}
