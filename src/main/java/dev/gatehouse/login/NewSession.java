package dev.gatehouse.login;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.token.BearerTokens;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Records a session that began here, so that it goes on where the user's older sessions were ended. */
@Singleton
class NewSession {
    private static final Logger LOG = Logger.getLogger(NewSession.class);

    private final BearerTokens tokens;
    private final Revocations revocations;

    NewSession(BearerTokens tokens, Revocations revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    /** The person is signed in already, so a token that cannot be read is a line in the log, and no failure. */
    void begun(Secret accessToken) {
        try {
            revocations.signedIn(tokens.readFresh(accessToken));
        } catch (IdentityException e) {
            LOG.warnf("the access token of a sign-in cannot be read, and protected routes will refuse it");
        }
    }
}
