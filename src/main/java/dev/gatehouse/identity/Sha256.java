package dev.gatehouse.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** SHA-256 (FIPS 180-4) of texts in UTF-8. Not for passwords, nor for what could be guessed. */
public final class Sha256 {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Sha256() {}

    /** The 32 bytes of the hash. */
    public static byte[] of(String text) {
        return function().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash in base64url (RFC 4648 §5) without padding: 43 characters. */
    public static String base64Url(String text) {
        return BASE64URL.encodeToString(of(text));
    }

    /** The same of several parts. Each counts with its length, so that no two lists of parts have the same content. */
    public static String base64UrlOfParts(byte[]... parts) {
        MessageDigest function = function();
        for (byte[] part : parts) {
            function.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            function.update(part);
        }
        return BASE64URL.encodeToString(function.digest());
    }

    /** The same of several texts. */
    public static String base64UrlOfParts(String... parts) {
        return base64UrlOfParts(Arrays.stream(parts)
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    private static MessageDigest function() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
