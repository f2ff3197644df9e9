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
 * Takes the place of smallrye-jwt's provider, which checks neither the use of a token nor its client. A token signed by a key
 * that is not held yet waits, without blocking, for the one early fetch of the keys that all such tokens share.
 */
@Singleton
class BearerIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {
    /** Providers have SYSTEM_FIRST + 1 unless they say otherwise. */
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

    /** Where the request is at home; who fetched the keys knows nothing of it, and what follows needs its context. */
    private static Executor here() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(_ -> work.run());
    }

    /** While the pool does not answer, nobody can say that the key is not one of its new ones. */
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
        return judge(token)
                .onFailure(UnknownKeyException.class)
                .recoverWithUni(() -> {
                    Executor here = here();
                    return Uni.createFrom()
                            .completionStage(keys::missing)
                            .emitOn(here)
                            .chain(() -> judge(token));
                })
                .onFailure(UnknownKeyException.class)
                .transform(_ -> unknownKey())
                .onItemOrFailure()
                .invoke((_, failure) -> metrics.count(failure));
    }

    private Uni<SecurityIdentity> judge(String token) {
        return Uni.createFrom().item(() -> {
            try {
                return tokens.verify(token).identity();
            } catch (IdentityException e) {
                throw e.failure() instanceof TokenRefused ? new AuthenticationFailedException(e) : e;
            }
        });
    }
}
