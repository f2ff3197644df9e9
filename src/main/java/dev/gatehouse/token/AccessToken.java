package dev.gatehouse.token;

import dev.gatehouse.identity.CallerKind;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an access token with a valid signature. It does not hold the text of the token, so that a cache of many stays
 * small. Times are in seconds since the epoch.
 *
 * @param issuer who issued it
 * @param kind whether it was issued to a user or to an app client for itself
 * @param userId {@code sub}: never changes for a user; the client id of a machine
 * @param clientId the app client that it was issued to
 * @param roles {@code cognito:groups}, sorted; a machine has none, whatever the claim says
 * @param scopes the OAuth 2.0 scopes (RFC 6749 §3.3), sorted
 * @param audience {@code aud}; null if it has none
 * @param session {@code origin_jti}, the same after each refresh; {@code jti} of a machine, and for app clients that have token
 *     revocation off
 * @param authTime {@code auth_time}; empty if it has none
 * @param issuedAt {@code iat}
 * @param notBefore {@code nbf}; {@code iat} if it has none
 * @param expiresAt {@code exp}
 */
public record AccessToken(
        TrustedIssuer issuer,
        CallerKind kind,
        String userId,
        String clientId,
        Set<String> roles,
        Set<String> scopes,
        @Nullable List<String> audience,
        String session,
        OptionalLong authTime,
        long issuedAt,
        long notBefore,
        long expiresAt) {

    /**
     * Reads the claims.
     *
     * @throws dev.gatehouse.identity.IdentityException {@code TokenRefused} when they are not those of an access token; an ID
     *     token is for the client and grants no access
     */
    static AccessToken of(TrustedIssuer issuer, BearerClaims claims) {
        if (!claims.text("token_use").equals("access")) {
            throw BearerClaims.refused("The token is not an access token.");
        }
        String subject = claims.text("sub");
        String client = issuer.canonicalClientId(claims.text("client_id"));
        boolean isMachine = claims.optionalText("username").isEmpty() && subject.equals(client);
        long issuedAt = claims.time("iat");
        return new AccessToken(
                issuer,
                isMachine ? CallerKind.MACHINE : CallerKind.USER,
                isMachine ? client : subject,
                client,
                isMachine ? Set.of() : inOrder(claims.texts("cognito:groups")),
                inOrder(List.of(claims.optionalText("scope").orElse("").split(" "))),
                claims.audience().orElse(null),
                claims.optionalText("origin_jti").filter(_ -> !isMachine).orElseGet(() -> claims.text("jti")),
                claims.optionalTime("auth_time").map(OptionalLong::of).orElseGet(OptionalLong::empty),
                issuedAt,
                claims.optionalTime("nbf").orElse(issuedAt),
                claims.time("exp"));
    }

    /** Duplicates count once. A sorted set takes much more memory than a set of one, which is the usual case. */
    private static Set<String> inOrder(List<String> names) {
        TreeSet<String> sorted = new TreeSet<>(names);
        sorted.remove("");
        return sorted.size() > 1 ? Collections.unmodifiableSet(sorted) : Set.copyOf(sorted);
    }

    /** {@code auth_time}; {@code iat} if it has none. */
    public long signedInAt() {
        return authTime.orElse(issuedAt);
    }

    /** The pool that issued it, by its id. */
    public String pool() {
        return issuer.pool();
    }

    /** Whether the user, if it is one, is of the configured pool, and not of a further one. */
    public boolean isOfDefaultPool() {
        return issuer.isDefault();
    }

    /** By which id its session is revoked. */
    public String sessionKey() {
        return issuer.revocationKey(session);
    }

    /** By which id all sessions of its user are revoked. */
    public String userKey() {
        return issuer.revocationKey(userId);
    }

    @Override
    public String toString() {
        return "AccessToken[" + userId + "]";
    }
}
