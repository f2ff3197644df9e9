package dev.gatehouse.seal;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/** Hashes texts with the secret of the tokens (HMAC-SHA-256): the same text always has the same hash, which nobody can guess. */
@Singleton
public class KeyedHash {
    private static final String HMAC = "HmacSHA256";

    private final SealingKey key;

    KeyedHash(SealingKey key) {
        this.key = key;
    }

    /** The 32 bytes of the hash. */
    public byte[] of(Purpose purpose, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key.of(purpose));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
