package dev.gatehouse.token;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** Puts our verification in the place of smallrye-jwt's own, which checks neither the token's use nor its client. */
@Alternative
@Priority(1)
@ApplicationScoped
class BearerPrincipalFactory extends JWTCallerPrincipalFactory {
    private final BearerTokens tokens;

    BearerPrincipalFactory(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
        try {
            return tokens.verify(token);
        } catch (IdentityException e) {
            if (e.failure() instanceof TokenRefused) {
                throw new ParseException("token refused", e);
            }
            throw e;
        }
    }
}
