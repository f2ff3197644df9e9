package dev.gatehouse.browser;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JWT in a form that compresses well: base64url hides the repetitions of the claims.
 *
 * @param h the JOSE header as JSON; null if the token is kept as it is
 * @param c the claims as JSON, or the token
 * @param s the signature; null if the token is kept as it is
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record PackedToken(@Nullable String h, String c, @Nullable String s) {
    private static final int PARTS = 3;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Packs the token if that can be undone exactly. */
    static PackedToken of(String token) {
        List<String> parts = List.of(token.split("\\.", -1));
        if (parts.size() == PARTS) {
            try {
                PackedToken packed = new PackedToken(decoded(parts.get(0)), decoded(parts.get(1)), parts.get(2));
                if (packed.text().equals(token)) {
                    return packed;
                }
            } catch (IllegalArgumentException | CharacterCodingException e) {
                // Kept as it is.
            }
        }
        return new PackedToken(null, token, null);
    }

    /** The token. */
    String text() {
        return h == null ? c : encoded(h) + "." + encoded(c) + "." + s;
    }

    private static String decoded(String part) throws CharacterCodingException {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String encoded(String part) {
        return ENCODER.encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "PackedToken[hidden]";
    }
}
