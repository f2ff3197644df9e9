package dev.gatehouse.token;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.KeysUnavailable;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/**
 * Replaces smallrye-jwt's provider, which checks neither {@code token_use} nor {@code client_id}. For a token signed by an
 * unknown key, waits without blocking for the JWKS refresh that all such tokens share.
 */
@Singleton
class BearerIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {
    /** The default priority is SYSTEM_FIRST + 1. */
    private static final int BEFORE_SMALLRYE = SYSTEM_FIRST + 100;

    private final BearerTokens tokens;
    private final SigningKeys keys;
    private final TokenMetrics metrics;

    BearerIdentityProvider(BearerTokens tokens, SigningKeys keys, TokenMetrics metrics) {
        this.tokens = tokens;
        this.keys = keys;
        this.metrics = metrics;
    }

    @Override
    public int priority() {
        return BEFORE_SMALLRYE;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Runs on the request's Vert.x context, which the following steps need: the refresh completes on another thread. */
    private static Executor requestContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(_ -> work.run());
    }

    /** While the JWKS refresh fails, the key may be a new one of the pool (key rotation), so the answer is 503, not 401. */
    private RuntimeException unknownKey() {
        return keys.failing()
                ? new IdentityException(new KeysUnavailable(keys.retryAfter()))
                : new AuthenticationFailedException(
                        BearerClaims.refused("The token is not signed by a key of this pool."));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        String token = request.getToken().getToken();
        return verify(token)
                .onFailure(UnknownKeyException.class)
                .recoverWithUni(() -> {
                    Executor requestThread = requestContext();
                    return Uni.createFrom()
                            .completionStage(keys::missing)
                            .emitOn(requestThread)
                            .chain(() -> verify(token));
                })
                .onFailure(UnknownKeyException.class)
                .transform(_ -> unknownKey())
                .onItemOrFailure()
                .invoke((_, failure) -> metrics.count(failure));
    }

    private Uni<SecurityIdentity> verify(String token) {
        return Uni.createFrom().item(() -> {
            try {
                return tokens.verify(token).identity();
            } catch (IdentityException e) {
                throw e.failure() instanceof TokenRefused ? new AuthenticationFailedException(e) : e;
            }
        });
    }
}
