package dev.gatehouse.session;

import dev.gatehouse.identity.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The refresh token to exchange. */
record RefreshRequest(
        @Valid @NotNull(message = "is required") Secret refreshToken) {}
