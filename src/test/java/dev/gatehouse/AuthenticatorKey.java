package dev.gatehouse;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** One passkey of an {@link Authenticator}: its private key, whose it is, and how often it signed. */
final class AuthenticatorKey {

    static final int ES256 = -7;
    static final int RS256 = -257;

    private final int algorithm;
    private final KeyPair pair;
    private final String id;
    private final String rpId;
    private final String userHandle;
    private int counter;

    private AuthenticatorKey(int algorithm, KeyPair pair, String id, String rpId, String userHandle) {
        this.algorithm = algorithm;
        this.pair = pair;
        this.id = id;
        this.rpId = rpId;
        this.userHandle = userHandle;
    }

    static AuthenticatorKey create(int algorithm, String rpId, String userHandle) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm == ES256 ? "EC" : "RSA");
            generator.initialize(algorithm == ES256 ? 256 : 2048);
            String id = Base64.getUrlEncoder().withoutPadding().encodeToString(Authenticator.random(32));
            return new AuthenticatorKey(algorithm, generator.generateKeyPair(), id, rpId, userHandle);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    AuthenticatorKey copy() {
        AuthenticatorKey copy = new AuthenticatorKey(algorithm, pair, id, rpId, userHandle);
        copy.counter = counter;
        return copy;
    }

    String id() {
        return id;
    }

    String rpId() {
        return rpId;
    }

    String userHandle() {
        return userHandle;
    }

    int counter() {
        return counter;
    }

    void count(boolean synced) {
        counter = synced ? 0 : counter + 1;
    }

    byte[] publicKey() {
        return pair.getPublic().getEncoded();
    }

    /** The public key in the form of RFC 9052. */
    byte[] cose() {
        if (pair.getPublic() instanceof ECPublicKey key) {
            return new Cbor()
                    .map(5)
                    .number(1)
                    .number(2)
                    .number(3)
                    .number(ES256)
                    .number(-1)
                    .number(1)
                    .number(-2)
                    .bytes(unsigned(key.getW().getAffineX(), 32))
                    .number(-3)
                    .bytes(unsigned(key.getW().getAffineY(), 32))
                    .encoded();
        }
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return new Cbor()
                .map(4)
                .number(1)
                .number(3)
                .number(3)
                .number(RS256)
                .number(-1)
                .bytes(unsigned(key.getModulus(), 256))
                .number(-2)
                .bytes(unsigned(key.getPublicExponent(), 3))
                .encoded();
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm == ES256 ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unsigned(BigInteger value, int length) {
        byte[] signed = value.toByteArray();
        byte[] unsigned = new byte[length];
        int used = Math.min(length, signed.length);
        System.arraycopy(signed, signed.length - used, unsigned, length - used, used);
        return unsigned;
    }
}
