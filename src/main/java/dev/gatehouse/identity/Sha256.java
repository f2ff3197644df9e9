package dev.gatehouse.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 (FIPS 180-4) of texts in UTF-8. Not for passwords, nor for what could be guessed. */
public final class Sha256 {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Sha256() {}

    /** The 32 bytes of the hash. */
    public static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The hash in base64url (RFC 4648 §5) without padding: 43 characters. */
    public static String base64Url(String text) {
        return BASE64URL.encodeToString(of(text));
    }
}
