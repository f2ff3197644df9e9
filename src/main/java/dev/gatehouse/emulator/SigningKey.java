package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** An RSA key pair under a random key id of Cognito's form. */
record SigningKey(String kid, MultiPrimeRsa rsa, RSAPublicKey publicKey) {

    static SigningKey generate() {
        MultiPrimeRsa rsa = new MultiPrimeRsa();
        return new SigningKey(Base64.getEncoder().encodeToString(Randoms.bytes(32)), rsa, rsa.publicKey());
    }

    byte[] sign(byte[] content) {
        return rsa.sign(content);
    }

    boolean verifies(byte[] content, byte[] candidate) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(publicKey);
            signature.update(content);
            return signature.verify(candidate);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    /** The public half as a JSON web key. */
    ObjectNode jwk() {
        return Json.object()
                .put("alg", "RS256")
                .put("e", unsigned(publicKey.getPublicExponent()))
                .put("kid", kid)
                .put("kty", "RSA")
                .put("n", unsigned(publicKey.getModulus()))
                .put("use", "sig");
    }

    /** The public half as PEM, which the classic RS256-to-HS256 confusion takes for an HMAC key. */
    String publicPem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded())
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
