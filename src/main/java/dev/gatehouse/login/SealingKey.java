package dev.gatehouse.login;

import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/** The key that seals challenge tokens: made from the configured secret, or random for the life of this process. */
@Singleton
class SealingKey {
    private static final Logger LOG = Logger.getLogger(SealingKey.class);
    private static final int EARLY = 2;
    private static final int MIN_BYTES = 32;

    private final SecretKeySpec key;
    private final boolean configured;

    SealingKey(LoginConfig config) {
        Optional<Secret> secret = read(config);
        this.configured = secret.isPresent();
        this.key = new SecretKeySpec(secret.map(SealingKey::derive).orElseGet(SealingKey::random), "AES");
    }

    /** Stops the start when the secret is too short; warns when there is none. */
    void check(@Observes @Priority(EARLY) StartupEvent event) {
        if (!configured) {
            LOG.warn("JWT_SECRET is not set: a sign-in of several steps must stay on this replica");
        }
    }

    SecretKeySpec value() {
        return key;
    }

    private static Optional<Secret> read(LoginConfig config) {
        Optional<Secret> secret;
        try {
            secret = Secret.read(config.sealingSecret(), config.sealingSecretFile());
        } catch (UncheckedIOException e) {
            // Without the cause: a start that fails prints the root of the chain, and this is the sentence to print.
            throw new ConfigurationException("JWT_SECRET_FILE names a file that cannot be read.");
        }
        if (secret.isPresent() && secret.get().value().getBytes(StandardCharsets.UTF_8).length < MIN_BYTES) {
            throw new ConfigurationException("JWT_SECRET is too short: it must be at least 32 bytes.");
        }
        return secret;
    }

    private static byte[] derive(Secret secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("gatehouse challenge token v1".getBytes(StandardCharsets.UTF_8));
            return digest.digest(secret.value().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[MIN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
