package dev.gatehouse.session;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The refresh token to exchange. */
record RefreshRequest(
        @Valid @NotNull(message = "is required") Secret refreshToken,
        @Nullable @Valid ClientMetadata clientMetadata) implements HasAccountKey {
    @Override
    public String accountKey() {
        return refreshToken.value();
    }

    ClientContext client() {
        return ClientContext.of(null, clientMetadata);
    }
}
