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
 * Hashes addresses and accounts (HMAC-SHA-256) before they are kept anywhere, so that nobody without the key of the hash can
 * tell whose a {@link LimitKey} is, or choose texts that collide. It is random and of this process, unless replicas share their
 * counts: then it is derived from their common secret, so that all of them mean the same account.
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

    /** The same text has another key at another limit, and in another scope. */
    LimitKey of(Limit limit, Scope scope, String text) {
        ByteBuffer hash = ByteBuffer.wrap(hash(key, limit.label() + ' ' + scope.label() + ' ' + text));
        return new LimitKey(hash.getLong(), hash.getLong());
    }

    private static Secret secret(LimitConfig config) {
        Optional<Secret> secret;
        try {
            secret = Secret.read(config.keySecret(), config.keySecretFile());
        } catch (UncheckedIOException e) {
            // Without the cause: a start that fails prints the root of the chain, and this is the sentence to print.
            throw new ConfigurationException("JWT_SECRET_FILE names a file that cannot be read.");
        }
        return secret.orElseThrow(() -> new ConfigurationException(
                "JWT_SECRET is missing: set it, replicas that share their limits (gatehouse.limit.store) need it."));
    }

    /** By a label, so that a key that leaks of one use of the secret is of no use for another. */
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
