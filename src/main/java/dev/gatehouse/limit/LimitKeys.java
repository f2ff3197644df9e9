package dev.gatehouse.limit;

import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes addresses and accounts (HMAC-SHA-256) before they are stored, so that nobody without the key of the hash can find out
 * whose a {@link LimitKey} is, or choose texts that collide. The key is random, unless replicas share their counts: then it is
 * derived from their common secret, so that all get the same hash.
 */
@Singleton
class LimitKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    LimitKeys(LimitConfig config) {
        boolean shared = config.enabled() && config.store() == LimitConfig.Store.REDIS;
        this.key = new SecretKeySpec(shared ? derive(secret(config)) : random(), ALGORITHM);
    }

    /** The same text has different keys in different limits and scopes. */
    LimitKey of(Limit limit, Scope scope, String text) {
        ByteBuffer hash = ByteBuffer.wrap(hash(key, limit.label() + ' ' + scope.label() + ' ' + text));
        return new LimitKey(hash.getLong(), hash.getLong());
    }

    private static Secret secret(LimitConfig config) {
        Optional<Secret> secret;
        try {
            secret = Secret.read(config.keySecret(), config.keySecretFile());
        } catch (UncheckedIOException e) {
            // Without the cause: a start that fails prints the message of the root cause.
            throw new ConfigurationException("JWT_SECRET_FILE names a file that cannot be read.");
        }
        return secret.orElseThrow(() -> new ConfigurationException(
                "JWT_SECRET is missing: set it, replicas that share their limits (gatehouse.limit.store) need it."));
    }

    /** The label makes the key useless for the other uses of the secret. */
    private static byte[] derive(Secret secret) {
        byte[] bytes = secret.value().getBytes(StandardCharsets.UTF_8);
        return hash(new SecretKeySpec(bytes, ALGORITHM), "gatehouse limit keys v1");
    }

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] hash(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
