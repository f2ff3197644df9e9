package dev.gatehouse.login;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.HasAccountKey;

/**
 * A decrypted challenge.
 *
 * @param challenge without its parameters
 * @param account the account's key, see {@link LoginRequest#accountKey}
 */
record OpenChallenge(Challenge challenge, String account) implements HasAccountKey {
    @Override
    public String accountKey() {
        return account;
    }

    @Override
    public String toString() {
        return "OpenChallenge[" + challenge.name() + "]";
    }
}
