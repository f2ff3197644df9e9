package dev.gatehouse.token;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

/**
 * The decoded header and payload of a signed JWT in compact form, parsed strictly (RFC 7515 §7.1, RFC 4648 §3.5): if
 * characters outside of base64url were skipped, one signature would be valid for many spellings, and a list of tokens by their
 * text could be bypassed.
 */
final class CompactForm {
    private static final int PARTS = 3;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final byte[] header;
    private final byte[] payload;
    private final byte[] signature;
    /** RFC 7515 §5.2: what is signed is the text, not what it decodes to. */
    private final byte[] signed;

    private CompactForm(byte[] header, byte[] payload, byte[] signature, byte[] signed) {
        this.header = header;
        this.payload = payload;
        this.signature = signature;
        this.signed = signed;
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
        byte[] signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return new CompactForm(bytes(parts[0]), bytes(parts[1]), bytes(parts[2]), signed);
    }

    /** The JOSE header. */
    byte[] header() {
        return header;
    }

    /** The claims; not to be used before the signature is verified. */
    byte[] payload() {
        return payload;
    }

    /** Whether the signature is that of the key with RS256 (RFC 7518 §3.3). */
    boolean isSignedBy(SigningKey key) {
        try {
            Signature verification = Signature.getInstance("SHA256withRSA");
            verification.initVerify(key.key());
            verification.update(signed);
            return verification.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA256withRSA", e);
        }
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
