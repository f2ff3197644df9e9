package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The compact form of a JSON web signature (RFC 7515). */
final class Jws {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Jws() {}

    static String sign(SigningKey key, JsonNode claims) {
        ObjectNode header = Json.object().put("kid", key.kid()).put("alg", "RS256");
        return compact(header, claims, key::sign);
    }

    static String compact(JsonNode header, JsonNode claims, UnaryOperator<byte[]> signer) {
        String content = encode(utf8(header)) + "." + encode(utf8(claims));
        return content + "." + encode(signer.apply(content.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The claims of a token that one of the keys has signed; empty for anything else. */
    static Optional<JsonNode> verified(SigningKeys keys, String token) {
        List<String> parts = List.of(token.split("\\.", -1));
        if (parts.size() != 3) {
            return Optional.empty();
        }
        try {
            JsonNode header = Json.read(decode(parts.get(0)));
            JsonNode claims = Json.read(decode(parts.get(1)));
            byte[] signature = Base64.getUrlDecoder().decode(parts.get(2));
            byte[] content = (parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII);
            return keys.find(header.path("kid").asText())
                    .filter(key -> "RS256".equals(header.path("alg").asText()))
                    .filter(key -> key.verifies(content, signature))
                    .map(key -> claims);
        } catch (IOException | IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    /** What an ID token says of the access token beside it (OpenID Connect Core, section 3.1.3.6). */
    static String leftHalf(String token) {
        byte[] hash = Srp.sha256(token.getBytes(StandardCharsets.US_ASCII));
        return encode(Arrays.copyOf(hash, hash.length / 2));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(JsonNode node) {
        return Json.text(node).getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }
}
