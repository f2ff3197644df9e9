package dev.gatehouse.login;

import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import jakarta.inject.Singleton;

/** Limits how many codes are sent to an account and asked for by an address, whether or not the account exists. */
@Singleton
class CodeSending {

    /**
     * Counts a code that is about to be sent.
     *
     * @throws dev.gatehouse.identity.IdentityException {@code RateLimited} when it is one too many
     */
    @Limited(Limit.SIGN_IN_CODE)
    void count(HasAccountKey account) {}
}
