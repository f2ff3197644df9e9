package dev.gatehouse.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The numbers of an RSA public key as a key set has them (RFC 7518 §6.3.1): base64url to the letter, and such as a key has. */
final class RsaNumbers {
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 8192;
    /** FIPS 186-5 §5.4; a longer one would cost, with each signature. */
    private static final int MOST_BITS_OF_EXPONENT = 256;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private RsaNumbers() {}

    /**
     * The key of this modulus and exponent.
     *
     * @throws IllegalArgumentException when one of them is malformed, or no key has it
     */
    static RSAPublicKey key(@Nullable Object modulus, @Nullable Object exponent) throws GeneralSecurityException {
        BigInteger n = number(modulus);
        BigInteger e = number(exponent);
        if (n.bitLength() < LEAST_BITS || n.bitLength() > MOST_BITS || !n.testBit(0)) {
            throw new IllegalArgumentException("the modulus is not that of an RSA key of 2048 to 8192 bits");
        }
        // With 1, anybody's number is its own signature.
        if (e.bitLength() < 2 || e.bitLength() > MOST_BITS_OF_EXPONENT || !e.testBit(0)) {
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
