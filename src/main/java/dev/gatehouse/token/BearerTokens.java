package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidUpstreamResponse;
import dev.gatehouse.identity.IdentityFailure.KeysUnavailable;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.log.LogField;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.MDC;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts or refuses access tokens (RFC 7519, RFC 8725): first the RS256 signature by a key of the pool, then every {@link
 * TokenCheck}. Keys come from memory only: no content of a token (such as {@code jku}) causes a network request or a file read.
 */
@Singleton
public class BearerTokens {
    /** Upper bound; {@code quarkus.http.limits.max-header-size} limits the request's header too. */
    private static final int MAX_LENGTH = 32 * 1024;

    private static final AlgorithmConstraints RS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

    private final SigningKeys keys;
    private final VerifiedTokens verified;
    private final List<TokenCheck> checks;

    BearerTokens(SigningKeys keys, VerifiedTokens verified, TokenChecks checks) {
        this.keys = keys;
        this.verified = verified;
        this.checks = checks.inOrder();
    }

    /**
     * Reads a token that was received from Cognito, not from a client, so neither the signature nor the claims are checked.
     *
     * @throws IdentityException {@code InvalidUpstreamResponse} when it is not an access token in Cognito's format
     */
    public Caller readFromCognito(Secret token) {
        try {
            BearerClaims claims = BearerClaims.of(CompactForm.of(token.value()).payload());
            Caller caller = BearerCaller.of(claims, token.value());
            putUserIdInLog(caller);
            return caller;
        } catch (IdentityException e) {
            throw new IdentityException(new InvalidUpstreamResponse());
        }
    }

    /**
     * Verifies a caller's token.
     *
     * @throws IdentityException when it is refused, or cannot be verified because no keys are loaded
     * @throws UnknownKeyException when its key id is unknown
     */
    VerifiedToken verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw BearerClaims.refused("The token is too long.");
        }
        // Read before the verification: if the keys change meanwhile, the cached result belongs to the old version.
        int version = keys.version();
        TokenDigest digest = TokenDigest.of(token);
        VerifiedToken known = verified.find(digest, version);
        if (known == null) {
            known = verifySignature(token, version);
            check(known.claims());
            verified.keep(digest, known);
        } else {
            check(known.claims());
        }
        putUserIdInLog(known.caller());
        return known;
    }

    private VerifiedToken verifySignature(String token, int version) {
        CompactForm form = CompactForm.of(token);
        SigningKey key = keyFor(TokenHeader.keyId(form.header()));
        if (!isSignedBy(key, token)) {
            throw BearerClaims.refused("The token's signature is invalid.");
        }
        BearerClaims claims = BearerClaims.of(form.payload());
        return new VerifiedToken(version, claims, BearerCaller.of(claims, token));
    }

    private void check(BearerClaims claims) {
        for (TokenCheck check : checks) {
            check.check(claims);
        }
    }

    /** Adds the user id to the request's later log lines. */
    private static void putUserIdInLog(Caller caller) {
        MDC.put(LogField.USER_ID, caller.userId());
    }

    private static boolean isSignedBy(SigningKey key, String token) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(RS256);
            jws.setCompactSerialization(token);
            jws.setKey(key.key());
            return jws.verifySignature();
        } catch (JoseException | RuntimeException e) {
            return false;
        }
    }

    private SigningKey keyFor(@Nullable String id) {
        if (!keys.loaded()) {
            if (keys.loading()) {
                throw new UnknownKeyException();
            }
            throw new IdentityException(new KeysUnavailable(keys.retryAfter()));
        }
        SigningKey key = id == null ? null : keys.get(id);
        if (key == null) {
            throw new UnknownKeyException();
        }
        return key;
    }
}
