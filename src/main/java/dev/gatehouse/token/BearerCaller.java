package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Secret;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The caller of a verified access token. */
record BearerCaller(
        String userId,
        Set<String> roles,
        Set<String> scopes,
        String signInId,
        Instant signedInAt,
        Instant issuedAt,
        Instant expiresAt,
        Secret accessToken)
        implements Caller {

    static BearerCaller of(BearerClaims claims, String token) {
        return new BearerCaller(
                claims.text("sub"),
                inOrder(claims.texts("cognito:groups")),
                scopes(claims.optionalText("scope").orElse("")),
                signInOf(claims),
                signedInAt(claims),
                claims.time("iat"),
                claims.time("exp"),
                new Secret(token));
    }

    /** RFC 6749 §3.3: names separated by single spaces; duplicates count once. */
    private static Set<String> scopes(String text) {
        return text.isEmpty() ? Set.of() : inOrder(List.of(text.split(" ")));
    }

    private static Set<String> inOrder(List<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /** {@code origin_jti}, or {@code jti} for app clients that have token revocation off. */
    static String signInOf(BearerClaims claims) {
        return claims.optionalText("origin_jti").orElseGet(() -> claims.text("jti"));
    }

    /** Tokens of machine clients may lack {@code auth_time}. */
    static Instant signedInAt(BearerClaims claims) {
        return claims.optionalTime("auth_time").orElseGet(() -> claims.time("iat"));
    }

    @Override
    public String toString() {
        return "Caller[" + userId + "]";
    }
}
