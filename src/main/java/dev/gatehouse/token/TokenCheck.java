package dev.gatehouse.token;

/** One reason to refuse a token with a valid signature of a trusted issuer; {@link TokenChecks} has all of them in order. */
interface TokenCheck {

    /**
     * Returns when the token passes.
     *
     * @throws dev.gatehouse.identity.IdentityException with {@code TokenRefused} and the reason when it does not
     */
    void check(AccessToken token);
}
