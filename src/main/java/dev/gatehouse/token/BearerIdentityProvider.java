package dev.gatehouse.token;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.KeysUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.MpJwtValidator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/**
 * Stands before smallrye-jwt's provider so that a token signed by a key that is not held yet waits, without blocking, for
 * the one early fetch of the keys that all such tokens share.
 */
@Singleton
class BearerIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {
    /** Providers have SYSTEM_FIRST + 1 unless they say otherwise. */
    private static final int BEFORE_SMALLRYE = SYSTEM_FIRST + 100;

    private final MpJwtValidator validator;
    private final SigningKeys keys;
    private final TokenMetrics metrics;

    BearerIdentityProvider(MpJwtValidator validator, SigningKeys keys, TokenMetrics metrics) {
        this.validator = validator;
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
        Executor here = here();
        return validator
                .authenticate(request, context)
                .onFailure(UnknownKeyException.class)
                .recoverWithUni(() -> Uni.createFrom()
                        .completionStage(keys::missing)
                        .emitOn(here)
                        .chain(() -> validator.authenticate(request, context)))
                .onFailure(UnknownKeyException.class)
                .transform(_ -> unknownKey())
                .onItemOrFailure()
                .invoke((_, failure) -> metrics.count(failure));
    }
}
