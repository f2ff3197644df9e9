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
 * Accepts or refuses access tokens (RFC 7519, RFC 8725): an RS256 signature by a key of the pool first, then every
 * {@link TokenCheck}. Keys come from memory only: nothing that a token says causes a request or a file read.
 */
@Singleton
public class BearerTokens {
    /** What fits into the head of a request, which is bounded by {@code quarkus.http.limits.max-header-size}. */
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
     * Reads a token that came straight from Cognito, not from a caller: it needs no key, and no check is made.
     *
     * @throws IdentityException {@code InvalidUpstreamResponse} when it is not an access token of Cognito's shape
     */
    public Caller readFresh(Secret token) {
        try {
            BearerClaims claims = BearerClaims.of(CompactForm.of(token.value()).payload());
            Caller caller = BearerCaller.of(claims, token.value());
            nameInLog(caller);
            return caller;
        } catch (IdentityException e) {
            throw new IdentityException(new InvalidUpstreamResponse());
        }
    }

    /**
     * Judges a caller's token.
     *
     * @throws IdentityException when it is refused, or cannot be judged because no keys are held
     * @throws UnknownKeyException when it names a key that is not held
     */
    VerifiedToken verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw BearerClaims.refused("The token is too long.");
        }
        // Asked first, so that what is verified with keys that change meanwhile is not taken for verified with the new
        // ones.
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
        nameInLog(known.caller());
        return known;
    }

    private VerifiedToken verifySignature(String token, int version) {
        CompactForm form = CompactForm.of(token);
        SigningKey key = keyFor(TokenHeader.keyId(form.header()));
        if (!isSignedBy(key, token)) {
            throw BearerClaims.refused("The token's signature does not hold.");
        }
        BearerClaims claims = BearerClaims.of(form.payload());
        return new VerifiedToken(version, claims, BearerCaller.of(claims, token));
    }

    private void check(BearerClaims claims) {
        for (TokenCheck check : checks) {
            check.check(claims);
        }
    }

    /** Every later line of the request names the user. */
    private static void nameInLog(Caller caller) {
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
