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
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * Encrypts state that the client stores and sends back, so that any replica can read it: a JWE (RFC 7516, {@code dir},
 * A256GCM), which is confidential except for its length, authenticated, and expires.
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
            JsonWebEncryption jwe = jwe(purpose);
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
        if (sealed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            JsonWebEncryption jwe = jwe(purpose);
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

    private JsonWebEncryption jwe(Purpose purpose) {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmConstraints(DIRECT);
        jwe.setContentEncryptionAlgorithmConstraints(AES_GCM);
        jwe.setKey(key.of(purpose));
        return jwe;
    }
}
