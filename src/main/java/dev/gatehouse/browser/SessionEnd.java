package dev.gatehouse.browser;

import dev.gatehouse.cognito.CognitoSession;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.token.BearerTokens;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Ends sessions here, whatever Cognito does: their tokens are refused, and they are not refreshed any more. */
@Singleton
class SessionEnd {
    private static final Logger LOG = Logger.getLogger(SessionEnd.class);

    private final CognitoSession cognito;
    private final BearerTokens tokens;
    private final Revocations revocations;

    SessionEnd(CognitoSession cognito, BearerTokens tokens, Revocations revocations) {
        this.cognito = cognito;
        this.tokens = tokens;
        this.revocations = revocations;
    }

    /** Ends it here only: Cognito could not be asked. */
    void here(BrowserSession session) {
        end(session, () -> false);
    }

    /** Ends it, and at Cognito too if that answers. Blocks: for virtual threads. */
    void hereAndAtCognito(BrowserSession session) {
        try {
            end(session, () -> cognito.revoke(session.refreshToken()));
        } catch (IdentityException e) {
            LOG.warnf(
                    "a session of a browser has ended here only: %s",
                    e.failure().getClass().getSimpleName());
        }
    }

    /** The access token is from Cognito, also if it has expired: nobody else can seal one. */
    private void end(BrowserSession session, BooleanSupplier atCognito) {
        Secret accessToken = session.accessToken();
        revocations.endSignIn(tokens.readFromCognito(accessToken).signInId(), atCognito);
    }
}
