package dev.gatehouse.mfa;

import dev.gatehouse.identity.Factor;
import jakarta.validation.constraints.NotNull;

/** The factor that a sign-in is to ask for first. */
record PreferredFactorRequest(
        @NotNull(message = "is required") Factor type) {}
