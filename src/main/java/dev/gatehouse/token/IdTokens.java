package dev.gatehouse.token;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.KeysUnavailable;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Sha256;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies ID tokens of the configured pool that a sign-in at its domain returned (OpenID Connect Core §3.1.3.7). */
@Singleton
public class IdTokens {
    private final TrustedIssuers issuers;
    private final Clock clock;
    private final long skew;

    IdTokens(TrustedIssuers issuers, Clock clock, TokenConfig config) {
        this.issuers = issuers;
        this.clock = clock;
        this.skew = config.clockSkew().toSeconds();
    }

    /**
     * Verifies an ID token, and that it belongs to this sign-in. Blocks while keys are fetched: for virtual threads.
     *
     * @param accessToken the one that was received with it
     * @param clientId the app client that asked for it
     * @param nonce the one that the sign-in began with
     * @throws IdentityException {@code TokenRefused} when it is not acceptable, {@code KeysUnavailable} when this cannot be known
     */
    public IdToken verify(Secret idToken, Secret accessToken, String clientId, Secret nonce) {
        PresentedToken presented = new PresentedToken(idToken.value());
        if (presented.isTooLong()) {
            throw BearerClaims.refused("The ID token is too long.");
        }
        CompactForm form = CompactForm.of(presented.text());
        String keyId = TokenHeader.keyId(form.header());
        TrustedIssuer issuer =
                issuers.find(BearerClaims.unchecked(form.payload()).text("iss"));
        if (issuer == null || !issuer.isDefault()) {
            throw BearerClaims.refused("The ID token was issued by another issuer.");
        }
        if (!form.isSignedBy(key(keyId, issuer.keys()))) {
            throw BearerClaims.refused("The ID token's signature is invalid.");
        }
        BearerClaims claims = BearerClaims.of(form.payload());
        requireUse(claims, clientId);
        requireTime(claims);
        if (!nonce.isSame(claims.text("nonce"))) {
            throw BearerClaims.refused("The ID token belongs to another sign-in.");
        }
        if (claims.optionalText("at_hash")
                .filter(hash -> !new Secret(leftHalf(accessToken.value())).isSame(hash))
                .isPresent()) {
            throw BearerClaims.refused("The ID token belongs to another access token.");
        }
        return new IdToken(claims.text("sub"));
    }

    private static void requireUse(BearerClaims claims, String clientId) {
        if (!claims.text("token_use").equals("id")) {
            throw BearerClaims.refused("The token is not an ID token.");
        }
        if (!claims.audience().orElse(List.of()).equals(List.of(clientId))) {
            throw BearerClaims.refused("The ID token was issued to another client.");
        }
    }

    private void requireTime(BearerClaims claims) {
        long now = Math.floorDiv(clock.millis(), 1000L);
        if (now - skew >= claims.time("exp")) {
            throw BearerClaims.refused("The ID token has expired.");
        }
        if (claims.time("iat") > now + skew) {
            throw BearerClaims.refused("The ID token is not valid yet.");
        }
    }

    private static SigningKey key(@Nullable String id, SigningKeys keys) {
        SigningKey key = id == null ? null : keys.get(id);
        if (key == null && id != null) {
            // Within the timeout of a fetch; the pool may have rotated its keys.
            keys.missing().join();
            key = keys.get(id);
        }
        if (key == null) {
            if (!keys.loaded() || keys.failing()) {
                throw new IdentityException(new KeysUnavailable(keys.retryAfter()));
            }
            throw BearerClaims.refused("The ID token is not signed by a key of this pool.");
        }
        return key;
    }

    /** OpenID Connect Core §3.1.3.6: the left half of the hash of the access token, for RS256. */
    private static String leftHalf(String accessToken) {
        byte[] hash = Sha256.of(accessToken);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }
}
