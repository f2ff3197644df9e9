package dev.gatehouse.seal;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/** The encryption keys, one per purpose: derived from the configured secret, or from a random one per process. */
@Singleton
class SealingKey implements StartupStep {
    private static final Logger LOG = Logger.getLogger(SealingKey.class);
    private static final String HMAC = "HmacSHA256";
    private static final int MIN_BYTES = 32;

    private final byte[] extracted;
    private final boolean configured;

    SealingKey(SealConfig config) {
        Optional<byte[]> secret = read(config);
        this.configured = secret.isPresent();
        this.extracted = hmac(new byte[MIN_BYTES], secret.orElseGet(SealingKey::random));
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.SEALING_SECRET;
    }

    /** Warns when there is no secret. The constructor has aborted the start if it is too short. */
    @Override
    public void run() {
        if (!configured) {
            LOG.warn("JWT_SECRET is not set: challenge and registration tokens are valid on this replica only");
        }
    }

    /** HKDF (RFC 5869) with SHA-256 and no salt; 32 bytes are one block. */
    SecretKeySpec of(Purpose purpose) {
        return new SecretKeySpec(hmac(extracted, (purpose.label() + '\u0001').getBytes(StandardCharsets.UTF_8)), "AES");
    }

    private static Optional<byte[]> read(SealConfig config) {
        Optional<byte[]> secret = config.secretFile()
                .map(SealingKey::contentOf)
                .or(config::secret)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        if (secret.isPresent() && secret.get().length < MIN_BYTES) {
            String subject =
                    config.secretFile().isPresent() ? "JWT_SECRET_FILE names a file whose secret" : "JWT_SECRET";
            throw new ConfigurationException(subject + " is too short: it must be at least 32 bytes.");
        }
        return secret;
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file).replaceFirst("\\R$", "");
        } catch (IOException e) {
            // No cause: a failed start prints only the root cause's message, which must be this one.
            throw new ConfigurationException("JWT_SECRET_FILE names a file that cannot be read.");
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[MIN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
