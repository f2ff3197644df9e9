package dev.gatehouse.token;

/** One reason to refuse a token whose signature holds. Each check is a bean; all must pass, those of higher
 * {@link jakarta.annotation.Priority} first, so that a token is always refused for the same reason. */
interface TokenCheck {

    /**
     * Returns when the token passes.
     *
     * @throws dev.gatehouse.identity.IdentityException with {@code TokenRefused} and a sentence when it does not
     */
    void check(BearerClaims claims);
}
