package dev.gatehouse.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * Encrypts state that the client stores and sends back, so that any replica can read it: a JWE (RFC 7516, {@code dir},
 * A256GCM), which is confidential except for its length, authenticated, and expires. What is compressed is decompressed to at
 * most 200 KB, and only after it was authenticated.
 */
@Singleton
public class Seal {
    /** More than four cookies of 4096 bytes hold. */
    private static final int MAX_LENGTH = 16 * 1024;

    private static final String EXPIRES = "expires";
    private static final String CONTENT = "content";
    private static final AlgorithmConstraints DIRECT =
            new AlgorithmConstraints(ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.DIRECT);
    private static final AlgorithmConstraints AES_GCM =
            new AlgorithmConstraints(ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

    /** What was sealed. */
    public record Opened<T>(T content, boolean byPreviousSecret) {
        @Override
        public String toString() {
            return "Opened[hidden]";
        }
    }

    private final SealingKey key;
    private final Clock clock;
    private final ObjectMapper json;

    Seal(SealingKey key, Clock clock, ObjectMapper json) {
        this.key = key;
        this.clock = clock;
        this.json = json;
    }

    /** Encrypts the content, as JSON. {@link #open} accepts the result until the lifetime has passed. */
    public String seal(Purpose purpose, Object content, Duration lifetime) {
        try {
            ObjectNode envelope = json.createObjectNode()
                    .put(EXPIRES, clock.instant().plus(lifetime).getEpochSecond())
                    .set(CONTENT, json.valueToTree(content));
            JsonWebEncryption jwe = jwe(key.of(purpose));
            jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
            jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
            if (purpose.isCompressed()) {
                jwe.enableDefaultCompression();
            }
            jwe.setPayload(json.writeValueAsString(envelope));
            return jwe.getCompactSerialization();
        } catch (JoseException | JsonProcessingException e) {
            throw new IllegalStateException("cannot seal", e);
        }
    }

    /** Decrypts the content; empty when the text was not sealed for this purpose, or has expired. */
    public <T> Optional<T> open(Purpose purpose, String sealed, Class<T> type) {
        return opened(purpose, sealed, type).map(Opened::content);
    }

    /** The same, with the information whether the previous secret sealed it. */
    public <T> Optional<Opened<T>> opened(Purpose purpose, String sealed, Class<T> type) {
        if (sealed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return open(key.of(purpose), sealed, type)
                .map(content -> new Opened<>(content, false))
                .or(() -> key.previous(purpose)
                        .flatMap(previous -> open(previous, sealed, type))
                        .map(content -> new Opened<>(content, true)));
    }

    private <T> Optional<T> open(SecretKeySpec key, String sealed, Class<T> type) {
        try {
            JsonWebEncryption jwe = jwe(key);
            jwe.setCompactSerialization(sealed);
            JsonNode envelope = json.readTree(jwe.getPayload());
            Instant expires = Instant.ofEpochSecond(envelope.path(EXPIRES).asLong());
            return clock.instant().isBefore(expires)
                    ? Optional.of(json.treeToValue(envelope.path(CONTENT), type))
                    : Optional.empty();
        } catch (JoseException | JsonProcessingException | RuntimeException e) {
            // RuntimeException too: jose4j throws a ClassCastException for a member of the wrong type.
            return Optional.empty();
        }
    }

    private static JsonWebEncryption jwe(SecretKeySpec key) {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmConstraints(DIRECT);
        jwe.setContentEncryptionAlgorithmConstraints(AES_GCM);
        jwe.setKey(key);
        return jwe;
    }
}
