package dev.gatehouse.session;

import dev.gatehouse.identity.AboutAccount;
import dev.gatehouse.identity.Secret;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * What to end.
 *
 * @param refreshToken ends this sign-in at Cognito too; needed when no bearer token is sent
 * @param everywhere whether every sign-in of the user ends, not only this one
 */
record LogoutRequest(@Nullable @Valid Secret refreshToken, boolean everywhere) implements AboutAccount {
    static final LogoutRequest THIS_SIGN_IN = new LogoutRequest(null, false);

    /** Without a refresh token, and without a caller, the request is refused before Cognito is called. */
    @Override
    public String accountKey() {
        return refreshToken == null ? "" : refreshToken.value();
    }
}
