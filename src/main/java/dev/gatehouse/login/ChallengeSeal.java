package dev.gatehouse.login;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.ChallengeRefused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Encrypts the state of a sign-in into a challenge token, so that any replica can handle the next step. The token expires with
 * Cognito's session.
 */
@Singleton
class ChallengeSeal {
    /** More bytes than Cognito's longest session (2048) and a username need. */
    private static final int PADDED = 3072;

    private final Seal seal;
    private final Duration lifetime;

    /** The content of the token. */
    @RegisterForReflection
    record Content(
            String name, String username, String account, String session, OpenChallenge.Origin origin, String padding) {
        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    ChallengeSeal(Seal seal, LoginConfig config) {
        this.seal = seal;
        this.lifetime = config.challengeLifetime();
    }

    /**
     * Seals a challenge of a sign-in to this account. The tokens of chosen challenges of one name and account are equally long:
     * the length of the session would reveal which is a decoy.
     */
    SealedChallenge seal(Challenge challenge, String account, OpenChallenge.Origin origin) {
        String session = challenge.session().value();
        Content content = new Content(
                challenge.name(),
                challenge.username(),
                account,
                session,
                origin,
                origin == OpenChallenge.Origin.PASSWORD ? "" : padding(challenge.username() + session + origin));
        return new SealedChallenge(
                challenge.name(), new Secret(seal.seal(Purpose.CHALLENGE, content, lifetime)), lifetime.toSeconds());
    }

    private static String padding(String varying) {
        return "-".repeat(Math.max(0, PADDED - varying.getBytes(StandardCharsets.UTF_8).length));
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
                        content.account(),
                        // A token of the version before this member is one after the password.
                        Objects.requireNonNullElse(content.origin(), OpenChallenge.Origin.PASSWORD)))
                .orElseThrow(() -> new IdentityException(new ChallengeRefused()));
    }
}
