package dev.gatehouse.token;

import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JOSE header of a token (RFC 7515 §4), judged before anything else is read: RS256, nothing that must be understood and is
 * not, and each member of the type that the RFC gives it, also those that are not used.
 */
final class TokenHeader {
    private static final Set<String> TEXTS = Set.of("alg", "jku", "kid", "x5u", "x5t", "x5t#S256", "typ", "cty");

    private TokenHeader() {}

    /**
     * The key id; null if the header names none.
     *
     * @throws dev.gatehouse.identity.IdentityException {@code TokenRefused} when the header is not that of a token of ours
     */
    static @Nullable String keyId(byte[] json) {
        Map<String, Object> members = read(json);
        if (!"RS256".equals(members.get("alg"))) {
            throw BearerClaims.refused("The token is not signed with RS256.");
        }
        // RFC 7515 §4.1.11: none is understood here, not even those that jose4j understands.
        if (members.containsKey("crit")) {
            throw BearerClaims.refused("The token demands an extension that is not understood.");
        }
        return (String) members.get("kid");
    }

    private static Map<String, Object> read(byte[] json) {
        try {
            Map<String, Object> members = JsonInput.object(json);
            if (members.entrySet().stream().allMatch(member -> isOfItsType(member.getKey(), member.getValue()))) {
                return members;
            }
        } catch (IOException e) {
            // Refused like a member of the wrong type.
        }
        throw BearerClaims.refused("The token is malformed.");
    }

    private static boolean isOfItsType(String name, @Nullable Object value) {
        return switch (name) {
            case "jwk" -> value instanceof Map;
            case "x5c" -> value instanceof List<?> chain && chain.stream().allMatch(String.class::isInstance);
            default -> !TEXTS.contains(name) || value instanceof String;
        };
    }
}
