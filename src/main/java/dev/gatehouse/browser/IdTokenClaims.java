package dev.gatehouse.browser;

import dev.gatehouse.identity.Secret;
import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What a session keeps of an ID token that was received from Cognito, so that its signature need not be checked.
 *
 * @param email empty if the token has none
 * @param signedInAt {@code auth_time}
 */
record IdTokenClaims(String email, Optional<Instant> signedInAt) {
    private static final int PARTS = 3;

    static IdTokenClaims of(Secret token) {
        Map<String, Object> claims = claims(token.value().split("\\.", -1));
        return new IdTokenClaims(
                claims.get("email") instanceof String email ? email : "",
                claims.get("auth_time") instanceof Number seconds
                        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                        : Optional.empty());
    }

    /** None if it is no JWT. */
    private static Map<String, Object> claims(String[] parts) {
        try {
            return parts.length == PARTS
                    ? JsonInput.object(Base64.getUrlDecoder().decode(parts[1]))
                    : Map.of();
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    @Override
    public String toString() {
        return "IdTokenClaims[hidden]";
    }
}
