package dev.gatehouse.token;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token, parsed strictly: a registered claim (RFC 7519 §4.1) or one of Cognito's claims
 * that is null or of the wrong type makes the token invalid, even if the claim is not used.
 */
final class BearerClaims {
    private static final List<String> TEXTS =
            List.of("iss", "sub", "jti", "origin_jti", "client_id", "token_use", "scope", "username");
    private static final List<String> TIMES = List.of("exp", "nbf", "iat", "auth_time");

    private final Map<String, Object> claims;

    private BearerClaims(Map<String, Object> claims) {
        this.claims = claims;
    }

    /**
     * Parses the claims.
     *
     * @throws IdentityException {@code TokenRefused} when it is not one JSON object in UTF-8, or a claim has the wrong type
     */
    static BearerClaims of(byte[] json) {
        return unchecked(json).checked();
    }

    /** Without a check of the claims' types: before the signature is verified, only {@code iss} may be used. */
    static BearerClaims unchecked(byte[] json) {
        try {
            return new BearerClaims(JsonInput.object(json));
        } catch (IOException e) {
            throw refused("The token is malformed.");
        }
    }

    static BearerClaims of(Map<String, Object> members) {
        return new BearerClaims(members).checked();
    }

    /** These claims, if each has the right type. */
    BearerClaims checked() {
        TEXTS.forEach(this::optionalText);
        TIMES.forEach(this::optionalTime);
        texts("cognito:groups");
        audience();
        return this;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> refused("The token has no " + name + " claim."));
    }

    Optional<String> optionalText(String name) {
        return claims.containsKey(name) ? Optional.of(textOf(name, claims.get(name))) : Optional.empty();
    }

    /** The strings in this claim; empty if there is no such claim. */
    List<String> texts(String name) {
        return claims.containsKey(name) ? textsOf(name, claims.get(name)) : List.of();
    }

    /** RFC 7519 §4.1.3: one name or a list of names; empty if there is no such claim. */
    Optional<List<String>> audience() {
        if (!claims.containsKey("aud")) {
            return Optional.empty();
        }
        Object value = claims.get("aud");
        return Optional.of(value instanceof String one ? List.of(one) : textsOf("aud", value));
    }

    long time(String name) {
        return optionalTime(name).orElseThrow(() -> refused("The token has no " + name + " claim."));
    }

    /** RFC 7519 §2: a number of seconds since the epoch; a fraction is dropped. */
    Optional<Long> optionalTime(String name) {
        if (!claims.containsKey(name)) {
            return Optional.empty();
        }
        try {
            return switch (claims.get(name)) {
                case Integer seconds -> Optional.of(inRange(seconds));
                case Long seconds -> Optional.of(inRange(seconds));
                case Double seconds when Double.isFinite(seconds) -> Optional.of(inRange(seconds.longValue()));
                case null, default -> throw malformed(name);
            };
        } catch (DateTimeException e) {
            throw malformed(name);
        }
    }

    private static long inRange(long seconds) {
        return Instant.ofEpochSecond(seconds).getEpochSecond();
    }

    private static List<String> textsOf(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(one -> textOf(name, one)).toList();
        }
        throw malformed(name);
    }

    private static String textOf(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw malformed(name);
    }

    private static IdentityException malformed(String name) {
        return refused("The token's " + name + " claim is malformed.");
    }

    static IdentityException refused(String reason) {
        return new IdentityException(new TokenRefused(reason));
    }
}
