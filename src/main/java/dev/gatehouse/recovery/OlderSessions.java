package dev.gatehouse.recovery;

import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.cognito.CognitoSession;
import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Password;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.revocation.Revocations.Ended;
import dev.gatehouse.token.BearerTokens;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Ends the sessions of an account whose password was reset: whoever knew the old one may have some. Cognito does not say whose
 * account it was, so the new password signs in once to learn it, and nobody gets the tokens.
 */
@Singleton
class OlderSessions {
    private static final Logger LOG = Logger.getLogger(OlderSessions.class);

    private final CognitoLogin login;
    private final CognitoSession sessions;
    private final BearerTokens tokens;
    private final Revocations revocations;

    OlderSessions(CognitoLogin login, CognitoSession sessions, BearerTokens tokens, Revocations revocations) {
        this.login = login;
        this.sessions = sessions;
        this.tokens = tokens;
        this.revocations = revocations;
    }

    /** The password is set already, so a failure is a line in the log, and no failure of the reset. */
    void end(Email email, Password newPassword, Instant resetAt, ClientContext client) {
        if (!revocations.endSessionsOnNewPassword()) {
            return;
        }
        try {
            switch (login.signIn(email, newPassword, client)) {
                case SignIn.SignedIn(var fresh) -> endBy(fresh.accessToken(), resetAt);
                case SignIn.Challenged(var challenge) -> endOf(challenge, resetAt);
            }
        } catch (IdentityException e) {
            LOG.warnf("the older sessions of an account whose password was reset have not ended: %s", e.getMessage());
        }
    }

    private void endBy(Secret accessToken, Instant resetAt) {
        String userId = tokens.readFresh(accessToken).userId();
        Instant signedOutAt = resetAt;
        Ended ended = Ended.HERE;
        try {
            signedOutAt = sessions.signOutEverywhere(accessToken);
            ended = Ended.EVERYWHERE;
        } finally {
            revocations.revokeUser(userId, signedOutAt, ended);
        }
    }

    /** Without tokens Cognito cannot be told; but the challenge says whose account it is. */
    private void endOf(Challenge challenge, Instant resetAt) {
        revocations.revokeUser(challenge.username(), resetAt, Ended.HERE);
    }
}
