package dev.gatehouse.token;

import java.util.Base64;

/**
 * The decoded header and payload of a signed JWT in compact form, parsed strictly (RFC 7515 §7.1, RFC 4648 §3.5). jose4j skips
 * characters that are not base64url, so one signature would be valid for many spellings, and a list of tokens by their text
 * could be bypassed.
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
        // Checks only the encoding of the signature.
        bytes(parts[2]);
        return new CompactForm(bytes(parts[0]), bytes(parts[1]));
    }

    /** The JOSE header. */
    byte[] header() {
        return header;
    }

    /** The claims; not to be used before the signature is verified. */
    byte[] payload() {
        return payload;
    }

    /** RFC 7515 §2: base64url without padding, and without non-zero trailing bits. */
    private static byte[] bytes(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (ENCODER.encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like a non-canonical encoding.
        }
        throw BearerClaims.refused("The token is malformed.");
    }
}
