package dev.gatehouse.login;

import dev.gatehouse.identity.AboutAccount;
import dev.gatehouse.identity.Challenge;

/**
 * A decrypted challenge.
 *
 * @param challenge without its parameters
 * @param account the account's key, see {@link LoginRequest#accountKey}
 */
record OpenChallenge(Challenge challenge, String account) implements AboutAccount {
    @Override
    public String accountKey() {
        return account;
    }

    @Override
    public String toString() {
        return "OpenChallenge[" + challenge.name() + "]";
    }
}
