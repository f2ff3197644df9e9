package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Mints tokens with any claims and header, rightly or wrongly signed: material for attacks on token checks. */
final class TokenMint {

    private final SigningKeys keys;
    private final SigningKey foreign = SigningKey.generate();

    TokenMint(SigningKeys keys) {
        this.keys = keys;
    }

    String mint(JsonNode order) {
        if (!order.path("claims").isObject()) {
            throw new ControlApi.Mistake("claims must be an object.");
        }
        SigningKey access = keys.access();
        return switch (ControlBody.text(order, "sign_with")) {
            case "access" -> token(order, access.kid(), "RS256", access::sign);
            case "id" -> token(order, keys.id().kid(), "RS256", keys.id()::sign);
            // The kid is a known one, the key is not.
            case "foreign" -> token(order, access.kid(), "RS256", foreign::sign);
            case "none" -> token(order, access.kid(), "none", content -> new byte[0]);
            case "hs256-public" -> token(order, access.kid(), "HS256", content -> hmac(access.publicPem(), content));
            default -> throw new ControlApi.Mistake("sign_with must be access, id, foreign, none or hs256-public.");
        };
    }

    private static String token(JsonNode order, String kid, String algorithm, UnaryOperator<byte[]> signer) {
        ObjectNode header = Json.object().put("kid", kid).put("alg", algorithm);
        order.path("header").properties().forEach(override -> {
            if (override.getValue().isNull()) {
                header.remove(override.getKey());
            } else {
                header.set(override.getKey(), override.getValue());
            }
        });
        return Jws.compact(header, order.path("claims"), signer);
    }

    private static byte[] hmac(String key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
