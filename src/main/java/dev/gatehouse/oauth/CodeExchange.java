package dev.gatehouse.oauth;

import dev.gatehouse.cognito.CognitoDomain;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.GrantRefused;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Tokens;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.BearerTokens;
import dev.gatehouse.token.IdTokens;
import dev.gatehouse.token.PresentedToken;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Exchanges a code for tokens, and verifies both before a session begins with them. Blocks: for virtual threads. */
@Singleton
class CodeExchange {
    private static final Logger LOG = Logger.getLogger(CodeExchange.class);

    private final CognitoDomain domain;
    private final IdTokens idTokens;
    private final BearerTokens accessTokens;
    private final Revocations revocations;

    CodeExchange(CognitoDomain domain, IdTokens idTokens, BearerTokens accessTokens, Revocations revocations) {
        this.domain = domain;
        this.idTokens = idTokens;
        this.accessTokens = accessTokens;
        this.revocations = revocations;
    }

    /**
     * Begins the session of this code.
     *
     * @throws IdentityException {@code GrantRefused} when the domain refuses the code; {@code SignInRefused} when the tokens do
     *     not belong to this sign-in
     */
    Tokens begin(Secret code, Secret verifier, Secret nonce, String callback) {
        Tokens tokens = domain.exchange(code, verifier, callback);
        try {
            Caller caller = verified(tokens, nonce);
            revocations.recordSignIn(caller);
            return tokens;
        } catch (IdentityException e) {
            if (e.failure() instanceof TokenRefused refused) {
                LOG.warnf("the tokens of a sign-in at the pool's domain are refused: %s", refused.reason());
                throw Refusal.MISMATCH.exception();
            }
            throw e;
        }
    }

    private Caller verified(Tokens tokens, Secret nonce) {
        AccessToken access = accessTokens
                .verify(new PresentedToken(tokens.accessToken().value()))
                .await()
                .indefinitely();
        String user = idTokens.verify(tokens.idToken(), tokens.accessToken(), domain.clientId(), nonce)
                .userId();
        if (!access.isOfDefaultPool() || !access.userId().equals(user)) {
            throw new IdentityException(new TokenRefused("The two tokens belong to different users."));
        }
        return accessTokens.caller(access, tokens.accessToken());
    }

    /** Whether the domain refused the code. */
    static boolean isRefusedCode(IdentityException e) {
        return e.failure() instanceof GrantRefused;
    }
}
