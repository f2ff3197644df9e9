package dev.gatehouse.session;

import dev.gatehouse.cognito.CognitoSession;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenRefused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Tokens;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.token.BearerTokens;
import dev.gatehouse.token.RecentSignIns;
import jakarta.inject.Singleton;

/** Refreshes a session. If it was ended here, ends it at Cognito too. */
@Singleton
class Refresh {
    private final CognitoSession cognito;
    private final BearerTokens tokens;
    private final Revocations revocations;
    private final RecentSignIns signIns;

    Refresh(CognitoSession cognito, BearerTokens tokens, Revocations revocations, RecentSignIns signIns) {
        this.cognito = cognito;
        this.tokens = tokens;
        this.revocations = revocations;
        this.signIns = signIns;
    }

    Tokens exchange(Secret refreshToken, ClientContext client) {
        Tokens fresh = cognito.refresh(refreshToken, client);
        Caller caller = tokens.readFromCognito(fresh.accessToken());
        if (revocations.hasEnded(caller)) {
            cognito.revoke(fresh.refreshToken().orElse(refreshToken));
            throw new IdentityException(new RefreshTokenRefused());
        }
        signIns.refreshed(caller);
        return fresh;
    }
}
