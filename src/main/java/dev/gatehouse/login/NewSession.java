package dev.gatehouse.login;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.token.BearerTokens;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Records a new session, so that it stays valid if the user's older sessions were ended. */
@Singleton
class NewSession {
    private static final Logger LOG = Logger.getLogger(NewSession.class);

    private final BearerTokens tokens;
    private final Revocations revocations;

    NewSession(BearerTokens tokens, Revocations revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    /** Only logs a token that cannot be read: the sign-in has succeeded. */
    void record(Secret accessToken) {
        try {
            revocations.recordSignIn(tokens.readFromCognito(accessToken));
        } catch (IdentityException e) {
            LOG.warnf("the access token of a sign-in cannot be read; protected routes will refuse it");
        }
    }
}
