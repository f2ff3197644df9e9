package dev.gatehouse.login;

import dev.gatehouse.identity.AboutAccount;
import dev.gatehouse.identity.Challenge;

/**
 * A challenge as its token held it.
 *
 * @param challenge without its parameters
 * @param account whose sign-in it belongs to, by {@link LoginRequest#accountKey}
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
