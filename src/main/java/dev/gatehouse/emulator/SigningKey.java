package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** An RSA key pair under a random key id of Cognito's form. */
record SigningKey(String kid, KeyPair pair) {

    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(Base64.getEncoder().encodeToString(Randoms.bytes(32)), generator.generateKeyPair());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean verifies(byte[] content, byte[] candidate) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(pair.getPublic());
            signature.update(content);
            return signature.verify(candidate);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    /** The public half as a JSON web key. */
    ObjectNode jwk() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return Json.object()
                .put("alg", "RS256")
                .put("e", unsigned(key.getPublicExponent()))
                .put("kid", kid)
                .put("kty", "RSA")
                .put("n", unsigned(key.getModulus()))
                .put("use", "sig");
    }

    /** The public half as PEM, which the classic RS256-to-HS256 confusion takes for an HMAC key. */
    String publicPem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int offset = bytes[0] == 0 ? 1 : 0;
        byte[] magnitude = Arrays.copyOfRange(bytes, offset, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
