package dev.gatehouse.token;

import dev.gatehouse.identity.CallerKind;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.identity.Secret;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Replaces smallrye-jwt's provider, which checks neither {@code token_use} nor {@code client_id}. The routes that it protects
 * are for users of the configured pool: machines and users of further pools are refused with 403.
 */
@Singleton
class BearerIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {
    /** The default priority is SYSTEM_FIRST + 1. */
    private static final int BEFORE_SMALLRYE = SYSTEM_FIRST + 100;

    private final BearerTokens tokens;

    BearerIdentityProvider(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public int priority() {
        return BEFORE_SMALLRYE;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        String text = request.getToken().getToken();
        return tokens.verify(new PresentedToken(text))
                .map(token -> identity(token, text))
                .onFailure(e -> e instanceof IdentityException refused && refused.failure() instanceof TokenRefused)
                .transform(AuthenticationFailedException::new);
    }

    private static SecurityIdentity identity(AccessToken token, String text) {
        if (token.kind() == CallerKind.MACHINE || !token.isOfDefaultPool()) {
            throw new ForbiddenException();
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new BearerCaller(token, new Secret(text)))
                .addRoles(token.roles())
                .build();
    }
}
