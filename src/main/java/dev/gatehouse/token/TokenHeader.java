package dev.gatehouse.token;

import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JOSE header of a token (RFC 7515 §4), checked before anything else is parsed: {@code alg} is RS256, there is no {@code
 * crit}, and each registered member has the type that the RFC requires, even if it is not used.
 */
final class TokenHeader {
    private static final Set<String> TEXTS = Set.of("alg", "jku", "kid", "x5u", "x5t", "x5t#S256", "typ", "cty");

    private TokenHeader() {}

    /**
     * The key id; null if the header has none.
     *
     * @throws dev.gatehouse.identity.IdentityException {@code TokenRefused} when the header is not acceptable
     */
    static @Nullable String keyId(byte[] json) {
        Map<String, Object> members = read(json);
        if (!"RS256".equals(members.get("alg"))) {
            throw BearerClaims.refused("The token is not signed with RS256.");
        }
        // RFC 7515 §4.1.11: no extension is supported here, not even those that jose4j supports.
        if (members.containsKey("crit")) {
            throw BearerClaims.refused("The token requires an extension that is not supported.");
        }
        return (String) members.get("kid");
    }

    private static Map<String, Object> read(byte[] json) {
        try {
            Map<String, Object> members = JsonInput.object(json);
            if (members.entrySet().stream().allMatch(member -> hasValidType(member.getKey(), member.getValue()))) {
                return members;
            }
        } catch (IOException e) {
            // Refused below, like a member of the wrong type.
        }
        throw BearerClaims.refused("The token is malformed.");
    }

    private static boolean hasValidType(String name, @Nullable Object value) {
        return switch (name) {
            case "jwk" -> value instanceof Map;
            case "x5c" -> value instanceof List<?> chain && chain.stream().allMatch(String.class::isInstance);
            default -> !TEXTS.contains(name) || value instanceof String;
        };
    }
}
