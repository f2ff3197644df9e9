package dev.gatehouse.session;

import dev.gatehouse.cognito.CognitoSession;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenRefused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Tokens;
import dev.gatehouse.token.RefreshedSessions;
import jakarta.inject.Singleton;

/** Refreshes a session. If it was ended here, ends it at Cognito too. */
@Singleton
class Refresh {
    private final CognitoSession cognito;
    private final RefreshedSessions sessions;

    Refresh(CognitoSession cognito, RefreshedSessions sessions) {
        this.cognito = cognito;
        this.sessions = sessions;
    }

    Tokens exchange(Secret refreshToken, ClientContext client) {
        Tokens fresh = cognito.refresh(refreshToken, client);
        if (!sessions.goesOn(fresh)) {
            cognito.revoke(fresh.refreshToken().orElse(refreshToken));
            throw new IdentityException(new RefreshTokenRefused());
        }
        return fresh;
    }
}
