package dev.gatehouse.session;

import dev.gatehouse.cognito.CognitoSession;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.revocation.Revocations.Ended;
import dev.gatehouse.token.BearerTokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends sessions, at Cognito and here; here even if Cognito fails. */
@Singleton
class SignOut {
    private final CognitoSession cognito;
    private final BearerTokens tokens;
    private final Revocations revocations;
    private final Clock clock;

    SignOut(CognitoSession cognito, BearerTokens tokens, Revocations revocations, Clock clock) {
        this.cognito = cognito;
        this.tokens = tokens;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Ends the caller's session; at Cognito too if its refresh token is given. */
    void end(Caller caller, @Nullable Secret refreshToken) {
        revocations.endSignIn(caller.signInId(), () -> refreshToken != null && cognito.revoke(refreshToken));
    }

    /** Ends all sessions of the caller. */
    void endEverywhere(Caller caller) {
        Instant signedOutAt = clock.instant();
        Ended ended = Ended.HERE_ONLY;
        try {
            signedOutAt = cognito.signOutEverywhere(caller.accessToken());
            ended = Ended.AT_COGNITO_TOO;
        } finally {
            // The current session by its id too: if Cognito did not answer, its clock is unknown (clock skew).
            revocations.revokeSignIn(caller.signInId(), ended);
            revocations.revokeUser(caller.userId(), signedOutAt, ended);
        }
    }

    /** The same for a client with only a refresh token, which is exchanged once to find its owner. */
    void endByRefreshToken(Secret refreshToken, boolean everywhere) {
        cognito.refreshToSignOut(refreshToken).ifPresent(fresh -> {
            Caller caller = tokens.readFromCognito(fresh.accessToken());
            if (everywhere) {
                endEverywhere(caller);
            } else {
                end(caller, fresh.refreshToken().orElse(refreshToken));
            }
        });
    }
}
