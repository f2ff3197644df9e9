package dev.gatehouse.emulator;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's half of SRP-6a (RFC 5054) in the form that Cognito's clients speak: the 3072-bit group, SHA-256, numbers
 * hashed in two's complement, and a 16-byte key derived by HKDF.
 */
final class Srp {

    private static final BigInteger N = new BigInteger("""
        FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74
        020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437
        4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED
        EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05
        98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB
        9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B
        E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718
        3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33
        A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7
        ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864
        D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2
        08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF
        """.replace("\n", ""), 16);

    private static final BigInteger G = BigInteger.TWO;
    private static final BigInteger K = new BigInteger(1, sha256(N.toByteArray(), G.toByteArray()));
    private static final byte[] KEY_INFO = "Caldera Derived Key\u0001".getBytes(StandardCharsets.US_ASCII);

    private Srp() {}

    /** What a password leaves with the server: the salt in hex, and the exponent of the verifier. */
    record Secret(String salt, BigInteger exponent) {

        /** A secret that no password has, for a user who does not exist. */
        static Secret unknowable(String salt) {
            return new Secret(salt, new BigInteger(1, Randoms.bytes(32)));
        }
    }

    /** A handshake after the client has sent its public value, with the server's own one. */
    record Handshake(BigInteger clientPublic, BigInteger serverPublic, BigInteger serverPrivate, BigInteger verifier) {

        /** Makes the server's key pair. A client value that is a multiple of N, which fixes the key, is refused. */
        static Handshake begin(BigInteger clientPublic, Secret secret) {
            if (clientPublic.mod(N).signum() == 0) {
                throw CognitoError.invalidParameter("Invalid SRP_A");
            }
            BigInteger verifier = G.modPow(secret.exponent(), N);
            BigInteger own = new BigInteger(1, Randoms.bytes(32));
            BigInteger serverPublic = K.multiply(verifier).add(G.modPow(own, N)).mod(N);
            return new Handshake(clientPublic, serverPublic, own, verifier);
        }

        /** Whether a client has signed a message with the key that only the right password leads to. */
        boolean verifies(byte[] signature, byte[]... message) {
            BigInteger u = new BigInteger(1, sha256(clientPublic.toByteArray(), serverPublic.toByteArray()));
            BigInteger shared = clientPublic.multiply(verifier.modPow(u, N)).modPow(serverPrivate, N);
            byte[] key = Arrays.copyOf(hmac(hmac(u.toByteArray(), shared.toByteArray()), KEY_INFO), 16);
            return MessageDigest.isEqual(hmac(key, message), signature);
        }
    }

    /** Sixteen bytes in hex, a positive number without leading zeros: clients would drop those before they hash. */
    static String salt() {
        return salt(Randoms.bytes(16));
    }

    /** A salt made of the first bytes of something random. */
    static String salt(byte[] random) {
        byte[] salt = Arrays.copyOf(random, 16);
        salt[0] = (byte) ((salt[0] & 0x3f) | 0x40);
        return HexFormat.of().formatHex(salt);
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
