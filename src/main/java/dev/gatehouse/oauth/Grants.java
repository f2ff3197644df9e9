package dev.gatehouse.oauth;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.GrantRefused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Tokens;
import dev.gatehouse.oauth.SignInOptions.ClientRequest;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Grants for API clients: Cognito's code, unexchanged, with our verifier and nonce and the client's challenge, sealed. So a
 * redirect carries no token, and what it carries is worth nothing without the verifier that only the client has.
 */
@Singleton
class Grants {
    /** The life of Cognito's codes. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Seal seal;
    private final UsedCodes codes;
    private final CodeExchange exchange;

    /** The content. */
    @RegisterForReflection
    record Grant(Secret code, Secret verifier, Secret nonce, String callback, String codeChallenge) {
        @Override
        public String toString() {
            return "Grant[hidden]";
        }
    }

    Grants(Seal seal, UsedCodes codes, CodeExchange exchange) {
        this.seal = seal;
        this.codes = codes;
        this.exchange = exchange;
    }

    Secret seal(SignInUnderWay signIn, ClientRequest client, Secret code) {
        Grant grant = new Grant(code, signIn.verifier(), signIn.nonce(), signIn.callback(), client.codeChallenge());
        return new Secret(seal.seal(Purpose.OAUTH_GRANT, grant, LIFETIME));
    }

    /**
     * Exchanges the code of a grant.
     *
     * @throws IdentityException {@code GrantRefused} when the grant is invalid or was used, or the verifier is another one
     */
    Tokens exchange(GrantRequest request) {
        Grant grant = seal.open(Purpose.OAUTH_GRANT, request.grant().value(), Grant.class)
                .filter(content -> Pkce.fits(request.codeVerifier(), content.codeChallenge()))
                .orElseThrow(() -> new IdentityException(new GrantRefused()));
        return codes.once(
                grant.code(),
                grant.verifier(),
                () -> exchange.begin(grant.code(), grant.verifier(), grant.nonce(), grant.callback()));
    }
}
