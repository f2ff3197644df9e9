package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidUpstreamResponse;
import dev.gatehouse.identity.IdentityFailure.KeysUnavailable;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.log.LogField;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Accepts or refuses access tokens (RFC 7519, RFC 8725): first the RS256 signature by a key of the issuer that it names, if
 * that is trusted; then every {@link TokenCheck}. Keys come from memory only: no content of a token (such as {@code jku})
 * causes a network request to an address of its choice, or a file read.
 */
@Singleton
public class BearerTokens {
    private final TrustedIssuers issuers;
    private final VerifiedTokens verified;
    private final List<TokenCheck> checks;
    private final TokenMetrics metrics;

    BearerTokens(TrustedIssuers issuers, VerifiedTokens verified, TokenChecks checks, TokenMetrics metrics) {
        this.issuers = issuers;
        this.verified = verified;
        this.checks = checks.inOrder();
        this.metrics = metrics;
    }

    /**
     * Reads a token that was received from Cognito, not from a client, so neither the signature nor the claims are checked.
     *
     * @throws IdentityException {@code InvalidUpstreamResponse} when it is not an access token in Cognito's format
     */
    public Caller readFromCognito(Secret text) {
        try {
            BearerClaims claims = BearerClaims.of(CompactForm.of(text.value()).payload());
            AccessToken token = AccessToken.of(issuers.ofDefaultPool(), claims);
            putUserIdInLog(token);
            return new BearerCaller(token, text);
        } catch (IdentityException e) {
            throw new IdentityException(new InvalidUpstreamResponse());
        }
    }

    /**
     * Verifies a caller's token, of whichever trusted pool. Emits at once, except for a token that is signed by an unknown key:
     * that waits, without blocking, for the JWKS refresh that all such tokens share, and is emitted on the Vert.x context of
     * the subscriber. Fails with {@link IdentityException}: {@code TokenRefused}, or what keeps it from being verified.
     */
    public Uni<AccessToken> verify(PresentedToken presented) {
        try {
            AccessToken token = verifyNow(presented);
            metrics.count(null);
            return Uni.createFrom().item(token);
        } catch (UnknownKeyException e) {
            return afterRefresh(presented, e.keys());
        } catch (IdentityException e) {
            metrics.count(e);
            return Uni.createFrom().failure(e);
        }
    }

    /** The token, if it was verified lately, is still accepted and meets the condition; else null, for {@link #verify}. */
    public @Nullable AccessToken known(PresentedToken presented, Predicate<AccessToken> condition) {
        AccessToken token = presented.isTooLong() ? null : verified.find(presented.digest());
        if (token == null || !isAccepted(token) || !condition.test(token)) {
            return null;
        }
        metrics.count(null);
        return token;
    }

    private Uni<AccessToken> afterRefresh(PresentedToken presented, SigningKeys keys) {
        return Uni.createFrom()
                .completionStage(keys::missing)
                .emitOn(requestContext())
                .map(_ -> verifyNow(presented))
                .onFailure(UnknownKeyException.class)
                .transform(_ -> unknownKey(keys))
                .onItemOrFailure()
                .invoke((_, failure) -> metrics.count(failure));
    }

    /** The caller of a verified token. */
    public Caller caller(AccessToken token, Secret text) {
        return new BearerCaller(token, text);
    }

    /** The refresh completes on another thread than the request's, whose Vert.x context the next steps need. */
    private static Executor requestContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(_ -> work.run());
    }

    /** While the JWKS refresh fails, the key may be a new one of the pool (key rotation), so the answer is 503, not 401. */
    private static IdentityException unknownKey(SigningKeys keys) {
        return keys.failing()
                ? new IdentityException(new KeysUnavailable(keys.retryAfter()))
                : BearerClaims.refused("The token is not signed by a key of this pool.");
    }

    /**
     * Verifies a token with the keys in memory.
     *
     * @throws IdentityException when it is refused, or cannot be verified because no keys are loaded
     * @throws UnknownKeyException when its key id is unknown
     */
    AccessToken verifyNow(PresentedToken presented) {
        if (presented.isTooLong()) {
            throw BearerClaims.refused("The token is too long.");
        }
        AccessToken token = verified.find(presented.digest());
        if (token == null) {
            token = verifySignature(presented);
        } else {
            check(token);
        }
        putUserIdInLog(token);
        return token;
    }

    private AccessToken verifySignature(PresentedToken presented) {
        CompactForm form = CompactForm.of(presented.text());
        String keyId = TokenHeader.keyId(form.header());
        BearerClaims claims = BearerClaims.unchecked(form.payload());
        TrustedIssuer issuer = issuers.find(claims.text("iss"));
        if (issuer == null) {
            throw BearerClaims.refused("The token was issued by another issuer.");
        }
        // Read before the verification: if the keys change meanwhile, the cached result belongs to the old version.
        int version = issuer.keys().version();
        if (!form.isSignedBy(keyFor(keyId, issuer.keys()))) {
            throw BearerClaims.refused("The token's signature is invalid.");
        }
        AccessToken token = AccessToken.of(issuer, claims.checked());
        check(token);
        verified.keep(presented.digest(), token, version);
        return token;
    }

    private void check(AccessToken token) {
        for (TokenCheck check : checks) {
            check.check(token);
        }
    }

    private boolean isAccepted(AccessToken token) {
        try {
            check(token);
            return true;
        } catch (IdentityException e) {
            return false;
        }
    }

    /** Adds the user id to the request's later log lines. */
    private static void putUserIdInLog(AccessToken token) {
        MDC.put(LogField.USER_ID, token.userId());
    }

    private static SigningKey keyFor(@Nullable String id, SigningKeys keys) {
        if (!keys.loaded() && !keys.loading()) {
            throw new IdentityException(new KeysUnavailable(keys.retryAfter()));
        }
        SigningKey key = id == null ? null : keys.get(id);
        if (key == null) {
            throw new UnknownKeyException(keys);
        }
        return key;
    }
}
