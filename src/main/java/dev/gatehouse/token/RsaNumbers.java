package dev.gatehouse.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Parses the modulus and exponent of an RSA public key in a JWKS (RFC 7518 §6.3.1), in canonical base64url, and checks their
 * range.
 */
final class RsaNumbers {
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    /** FIPS 186-5 §5.4; a longer one makes each verification slow. */
    private static final int MAX_EXPONENT_BITS = 256;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private RsaNumbers() {}

    /**
     * Builds the key from this modulus and exponent.
     *
     * @throws IllegalArgumentException when one of them is malformed or out of range
     */
    static RSAPublicKey key(@Nullable Object modulus, @Nullable Object exponent) throws GeneralSecurityException {
        BigInteger n = number(modulus);
        BigInteger e = number(exponent);
        if (n.bitLength() < MIN_BITS || n.bitLength() > MAX_BITS || !n.testBit(0)) {
            throw new IllegalArgumentException("the modulus is not that of an RSA key of 2048 to 8192 bits");
        }
        // With exponent 1 every signature could be forged.
        if (e.bitLength() < 2 || e.bitLength() > MAX_EXPONENT_BITS || !e.testBit(0)) {
            throw new IllegalArgumentException("the exponent is not that of an RSA key");
        }
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, e));
    }

    private static BigInteger number(@Nullable Object text) {
        if (!(text instanceof String base64)) {
            throw new IllegalArgumentException("a number is not text");
        }
        byte[] bytes = Base64.getUrlDecoder().decode(base64);
        if (!ENCODER.encodeToString(bytes).equals(base64)) {
            throw new IllegalArgumentException("a number is not in base64url");
        }
        return new BigInteger(1, bytes);
    }
}
