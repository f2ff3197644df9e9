package dev.gatehouse.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.ChallengeRefused;
import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * Hands a sign-in that is under way to the caller and takes it back, so that any replica can take the next step: a JWE
 * (RFC 7516, {@code dir}, A256GCM) that tells the caller nothing and dies with Cognito's session.
 */
@Singleton
class ChallengeSeal {
    private static final int MAX_LENGTH = 12 * 1024;
    private static final AlgorithmConstraints DIRECT =
            new AlgorithmConstraints(ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.DIRECT);
    private static final AlgorithmConstraints AES_GCM =
            new AlgorithmConstraints(ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

    private final SealingKey key;
    private final Duration lifetime;
    private final Clock clock;
    private final ObjectMapper json;

    /** What the token holds; {@code expires} in seconds since the epoch. */
    @RegisterForReflection
    record Content(String name, String username, String session, long expires) {
        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    ChallengeSeal(SealingKey key, LoginConfig config, Clock clock, ObjectMapper json) {
        this.key = key;
        this.lifetime = config.challengeLifetime();
        this.clock = clock;
        this.json = json;
    }

    SealedChallenge seal(Challenge challenge) {
        try {
            JsonWebEncryption jwe = jwe();
            jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
            jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
            jwe.setPayload(json.writeValueAsString(new Content(
                    challenge.name(),
                    challenge.username(),
                    challenge.session().value(),
                    clock.instant().plus(lifetime).getEpochSecond())));
            return new SealedChallenge(challenge, new Secret(jwe.getCompactSerialization()), lifetime.toSeconds());
        } catch (JoseException | JsonProcessingException e) {
            throw new IllegalStateException("cannot seal a challenge", e);
        }
    }

    /**
     * The challenge in the token, without its parameters.
     *
     * @throws IdentityException {@code ChallengeRefused} when the token is not ours or its time is over
     */
    Challenge open(Secret token) {
        if (token.value().length() > MAX_LENGTH) {
            throw new IdentityException(new ChallengeRefused());
        }
        try {
            JsonWebEncryption jwe = jwe();
            jwe.setCompactSerialization(token.value());
            Content content = json.readValue(jwe.getPayload(), Content.class);
            if (!clock.instant().isBefore(Instant.ofEpochSecond(content.expires()))) {
                throw new IdentityException(new ChallengeRefused());
            }
            return new Challenge(content.name(), content.username(), new Secret(content.session()), Map.of());
        } catch (JoseException | JsonProcessingException | RuntimeException e) {
            // Whatever the readers of somebody's text throw: jose4j throws a ClassCastException for a member of the
            // wrong type.
            throw new IdentityException(new ChallengeRefused());
        }
    }

    private JsonWebEncryption jwe() {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmConstraints(DIRECT);
        jwe.setContentEncryptionAlgorithmConstraints(AES_GCM);
        jwe.setKey(key.value());
        return jwe;
    }
}
