package dev.gatehouse.session;

import dev.gatehouse.identity.AboutAccount;
import dev.gatehouse.identity.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The refresh token to exchange. */
record RefreshRequest(
        @Valid @NotNull(message = "is required") Secret refreshToken) implements AboutAccount {
    @Override
    public String accountKey() {
        return refreshToken.value();
    }
}
