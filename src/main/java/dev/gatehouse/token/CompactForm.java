package dev.gatehouse.token;

import java.util.Base64;

/**
 * The two texts of a signed JWT in its compact form, decoded to the letter (RFC 7515 §7.1, RFC 4648 §3.5). The library that
 * verifies is lenient: it skips what is not of the alphabet. So one signature would count under many texts, and what remembers
 * a token by its text could be got around.
 */
final class CompactForm {
    private static final int PARTS = 3;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final byte[] header;
    private final byte[] payload;

    private CompactForm(byte[] header, byte[] payload) {
        this.header = header;
        this.payload = payload;
    }

    /**
     * The parts of the token.
     *
     * @throws dev.gatehouse.identity.IdentityException {@code TokenRefused} when it has another form
     */
    static CompactForm of(String token) {
        String[] parts = token.split("\\.", PARTS + 1);
        if (parts.length != PARTS) {
            throw BearerClaims.refused("The token is malformed.");
        }
        // Of the signature the form alone.
        bytes(parts[2]);
        return new CompactForm(bytes(parts[0]), bytes(parts[1]));
    }

    /** The JOSE header. */
    byte[] header() {
        return header;
    }

    /** The claims, not to be read before the signature holds. */
    byte[] payload() {
        return payload;
    }

    /** RFC 7515 §2: without padding; and without bits that no byte holds. */
    private static byte[] bytes(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (ENCODER.encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Refused like another text for these bytes.
        }
        throw BearerClaims.refused("The token is malformed.");
    }
}
