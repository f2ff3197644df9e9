package dev.gatehouse.emulator;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The client's half of the SRP that Cognito speaks. */
final class SrpClient {

    /** 2^3072 - 2^3008 - 1 + 2^64 * ([2^2942 pi] + 1690314), the 3072-bit group of RFC 3526. */
    static final BigInteger N = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                    + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
                    + "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
                    + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
                    + "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
                    + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
                    + "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
            16);

    private static final BigInteger G = BigInteger.TWO;
    private static final String TIMESTAMP = "Fri Nov 7 01:02:03 UTC 2031";

    private final BigInteger secret = new BigInteger(1, SecureRandom.getSeed(32));
    private final BigInteger open = G.modPow(secret, N);

    String srpA() {
        return open.toString(16);
    }

    /** The answer to PASSWORD_VERIFIER, but for the secret hash. */
    Map<String, String> answer(String poolName, Map<String, String> challenge, String password)
            throws GeneralSecurityException {
        String id = challenge.get("USER_ID_FOR_SRP");
        BigInteger server = new BigInteger(challenge.get("SRP_B"), 16);
        BigInteger u = number(sha256(open.toByteArray(), server.toByteArray()));
        byte[] inner = sha256((poolName + id + ":" + password).getBytes(StandardCharsets.UTF_8));
        BigInteger x = number(sha256(HexFormat.of().parseHex(challenge.get("SALT")), inner));
        BigInteger k = number(sha256(N.toByteArray(), G.toByteArray()));
        BigInteger base = server.subtract(k.multiply(G.modPow(x, N))).mod(N);
        byte[] shared = base.modPow(secret.add(u.multiply(x)), N).toByteArray();
        byte[] info = "Caldera Derived Key\u0001".getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(hmac(hmac(u.toByteArray(), shared), info), 16);
        String block = challenge.get("SECRET_BLOCK");
        Map<String, String> answer = new HashMap<>();
        answer.put("USERNAME", id);
        answer.put("PASSWORD_CLAIM_SECRET_BLOCK", block);
        answer.put("TIMESTAMP", TIMESTAMP);
        answer.put(
                "PASSWORD_CLAIM_SIGNATURE",
                Base64.getEncoder()
                        .encodeToString(hmac(
                                key,
                                (poolName + id).getBytes(StandardCharsets.UTF_8),
                                Base64.getDecoder().decode(block),
                                TIMESTAMP.getBytes(StandardCharsets.UTF_8))));
        return answer;
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            sha.update(part);
        }
        return sha.digest();
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }
}
