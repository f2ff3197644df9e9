package dev.gatehouse.session;

import dev.gatehouse.identity.AsksForSession;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SessionForm;
import dev.gatehouse.identity.Tokens;
import dev.gatehouse.session.RefreshResponse.RefreshedResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** The refresh token to exchange. */
record RefreshRequest(
        @Nullable @Valid Secret refreshToken,
        @Nullable @Valid ClientMetadata clientMetadata,
        @Nullable SessionForm session)
        implements HasAccountKey, AsksForSession {
    @Override
    public String accountKey() {
        return requiredToken().value();
    }

    /** @throws IdentityException {@code InvalidInput} when there is none */
    Secret requiredToken() {
        if (refreshToken == null) {
            throw new IdentityException(new InvalidInput("refresh_token", "is required"));
        }
        return refreshToken;
    }

    @Override
    public boolean lacksRefreshToken() {
        return refreshToken == null;
    }

    @Override
    public RefreshRequest withRefreshToken(Secret token) {
        return new RefreshRequest(token, clientMetadata, session);
    }

    @Override
    public RefreshedResponse refreshed(Tokens tokens) {
        return new RefreshedResponse(tokens);
    }

    ClientContext client() {
        return ClientContext.of(null, clientMetadata);
    }
}
