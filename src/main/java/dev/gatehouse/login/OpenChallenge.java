package dev.gatehouse.login;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.HasAccountKey;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A decrypted challenge.
 *
 * @param challenge without its parameters
 * @param account the account's key, see {@link LoginRequest#accountKey}
 * @param origin who made it
 */
record OpenChallenge(Challenge challenge, String account, Origin origin) implements HasAccountKey {

    /** Where a challenge comes from. */
    @RegisterForReflection
    enum Origin {
        /** Cognito, after the password. */
        PASSWORD,
        /** The client chose it in place of the password: {@link OwnChallenge}, or Cognito's challenge of the chosen method. */
        CHOICE,
        /** This service, in place of a chosen one that Cognito refused; no answer is correct. */
        DECOY
    }

    @Override
    public String accountKey() {
        return account;
    }

    @Override
    public String toString() {
        return "OpenChallenge[" + challenge.name() + "]";
    }
}
