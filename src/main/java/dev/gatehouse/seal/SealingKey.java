package dev.gatehouse.seal;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private final Map<Purpose, SecretKeySpec> keys;
    private final Optional<Map<Purpose, SecretKeySpec>> previous;
    private final boolean configured;
    private final List<NeedsSecret> parts;

    SealingKey(SealConfig config, @All List<NeedsSecret> parts) {
        Optional<byte[]> secret = read("JWT_SECRET", config.secret(), config.secretFile());
        this.configured = secret.isPresent();
        this.keys = derive(secret.orElseGet(SealingKey::random));
        this.previous = read("JWT_SECRET_PREVIOUS", config.previousSecret(), config.previousSecretFile())
                .map(SealingKey::derive);
        this.parts = parts;
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.SEALING_SECRET;
    }

    /** Warns when there is no secret, or aborts the start if a part needs it. The constructor has, if it is too short. */
    @Override
    public void run() {
        if (configured) {
            return;
        }
        parts.stream()
                .map(NeedsSecret::setting)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(setting -> {
                    throw new ConfigurationException("JWT_SECRET is not set: " + setting + " requires it.");
                });
        LOG.warn("JWT_SECRET is not set: challenge and registration tokens, and sessions in cookies, are valid on this"
                + " replica only, until it stops");
    }

    /** The key that seals. */
    SecretKeySpec of(Purpose purpose) {
        return Objects.requireNonNull(keys.get(purpose));
    }

    /** The key of the previous secret, which only opens. */
    Optional<SecretKeySpec> previous(Purpose purpose) {
        return previous.map(known -> Objects.requireNonNull(known.get(purpose)));
    }

    /** HKDF (RFC 5869) with SHA-256 and no salt; 32 bytes are one block. Once, because every cookie is opened with a key. */
    private static Map<Purpose, SecretKeySpec> derive(byte[] secret) {
        byte[] extracted = hmac(new byte[MIN_BYTES], secret);
        Map<Purpose, SecretKeySpec> keys = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            byte[] info = (purpose.label() + '\u0001').getBytes(StandardCharsets.UTF_8);
            keys.put(purpose, new SecretKeySpec(hmac(extracted, info), "AES"));
        }
        return keys;
    }

    private static Optional<byte[]> read(String variable, Optional<String> text, Optional<Path> file) {
        Optional<byte[]> secret = file.map(path -> contentOf(variable, path))
                .or(() -> text)
                .map(content -> content.getBytes(StandardCharsets.UTF_8));
        if (secret.isPresent() && secret.get().length < MIN_BYTES) {
            String subject = file.isPresent() ? variable + "_FILE names a file whose secret" : variable;
            throw new ConfigurationException(subject + " is too short: it must be at least 32 bytes.");
        }
        return secret;
    }

    private static String contentOf(String variable, Path file) {
        try {
            return Files.readString(file).replaceFirst("\\R$", "");
        } catch (IOException e) {
            // No cause: a failed start prints only the root cause's message, which must be this one.
            throw new ConfigurationException(variable + "_FILE names a file that cannot be read.");
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
