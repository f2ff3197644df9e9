package dev.gatehouse.login;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.ChallengeRefused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Encrypts the state of a sign-in into a challenge token, so that any replica can handle the next step. The token expires with
 * Cognito's session.
 */
@Singleton
class ChallengeSeal {
    private final Seal seal;
    private final Duration lifetime;

    /** The content of the token. */
    @RegisterForReflection
    record Content(String name, String username, String account, String session) {
        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    ChallengeSeal(Seal seal, LoginConfig config) {
        this.seal = seal;
        this.lifetime = config.challengeLifetime();
    }

    /** Seals a challenge of a sign-in to this account. */
    SealedChallenge seal(Challenge challenge, String account) {
        Content content = new Content(
                challenge.name(),
                challenge.username(),
                account,
                challenge.session().value());
        return new SealedChallenge(
                challenge, new Secret(seal.seal(Purpose.CHALLENGE, content, lifetime)), lifetime.toSeconds());
    }

    /**
     * Decrypts the challenge, without its parameters.
     *
     * @throws IdentityException {@code ChallengeRefused} when the token is invalid or expired
     */
    OpenChallenge open(Secret token) {
        return seal.open(Purpose.CHALLENGE, token.value(), Content.class)
                .map(content -> new OpenChallenge(
                        new Challenge(content.name(), content.username(), new Secret(content.session()), Map.of()),
                        content.account()))
                .orElseThrow(() -> new IdentityException(new ChallengeRefused()));
    }
}
