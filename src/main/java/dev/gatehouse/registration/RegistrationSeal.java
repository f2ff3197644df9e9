package dev.gatehouse.registration;

import dev.gatehouse.cognito.Registered;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Sha256;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Encrypts the result of a registration into a token that the client sends with the verification code. Its length does not
 * depend on the result.
 */
@Singleton
class RegistrationSeal {
    /** Longer than the lifetime of a code, because a new code can be requested. */
    private static final Duration LIFETIME = Duration.ofDays(30);

    private final Seal seal;

    /**
     * The content of the token.
     *
     * @param email a hash of the address, so that the length of the token is the same for all
     * @param account the account that the registration created
     */
    @RegisterForReflection
    record Content(String email, String account) {
        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    RegistrationSeal(Seal seal) {
        this.seal = seal;
    }

    Secret seal(Email email, Registered registered) {
        return new Secret(seal.seal(Purpose.REGISTRATION, new Content(hash(email), registered.account()), LIFETIME));
    }

    /** The account that the registration created; empty if the token is invalid, expired, or of another address. */
    Optional<String> open(Email email, Secret token) {
        return seal.open(Purpose.REGISTRATION, token.value(), Content.class)
                .filter(content -> content.email().equals(hash(email)))
                .map(Content::account);
    }

    private static String hash(Email email) {
        return HexFormat.of().formatHex(Sha256.of(email.folded()));
    }
}
