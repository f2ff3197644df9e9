package dev.gatehouse.session;

import dev.gatehouse.identity.AsksForSession;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SessionForm;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * A sign-out.
 *
 * @param refreshToken ends this session at Cognito too; required without a bearer token
 * @param everywhere whether to end all sessions of the user
 */
record LogoutRequest(
        @Nullable @Valid Secret refreshToken,
        boolean everywhere,
        @Nullable SessionForm session) implements HasAccountKey, AsksForSession {
    static final LogoutRequest THIS_SESSION = new LogoutRequest(null, false, null);

    @Override
    public boolean lacksRefreshToken() {
        return refreshToken == null;
    }

    @Override
    public LogoutRequest withRefreshToken(Secret token) {
        return new LogoutRequest(token, everywhere, session);
    }

    @Override
    public boolean endsOthers() {
        return everywhere;
    }

    /** Without a refresh token, and without a caller, the request is refused before Cognito is called. */
    @Override
    public String accountKey() {
        return refreshToken == null ? "" : refreshToken.value();
    }
}
