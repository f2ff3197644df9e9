package dev.gatehouse.event;

import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret of Standard Webhooks 1.0.0, which signs with HMAC-SHA256 (RFC 2104). */
final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    private final SecretKeySpec key;

    WebhookSecret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, HMAC);
    }

    /**
     * Reads the secret from a setting, or from a file, which has precedence.
     *
     * @throws ConfigurationException that names the variable, not the value, when it is malformed or of another length
     */
    static Optional<WebhookSecret> read(String variable, Optional<String> text, Optional<Path> file) {
        Optional<Secret> secret;
        try {
            secret = Secret.read(text, file);
        } catch (UncheckedIOException e) {
            // No cause: a failed start prints only the root cause's message, which must be this one.
            throw new ConfigurationException(variable + "_FILE names a file that cannot be read.");
        }
        return secret.map(known -> parse(Secret.subject(variable, file, "secret"), known.value()));
    }

    private static WebhookSecret parse(String subject, String text) {
        byte[] bytes = text.startsWith(PREFIX) ? decoded(text.substring(PREFIX.length())) : new byte[0];
        if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
            throw new ConfigurationException(
                    subject + " is malformed: it must be whsec_ and the base64 of 24 to 64 random bytes.");
        }
        return new WebhookSecret(bytes);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** {@code v1,} and the signature of the id, the seconds since the epoch and the body. */
    String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
