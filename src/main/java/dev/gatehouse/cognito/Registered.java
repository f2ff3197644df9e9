package dev.gatehouse.cognito;

import dev.gatehouse.identity.Delivery;

/**
 * How a registration ended, which the caller must not see: all values of {@code account} have the same length.
 *
 * @param delivery where the code goes
 * @param account the name of the account that it made, or {@link #NOT_KNOWN} or {@link #NONE}
 */
public record Registered(Delivery delivery, String account) {
    /** An account was made, but Cognito did not say which. */
    static final String NOT_KNOWN = "00000000-0000-0000-0000-000000000000";
    /** No account was made: another registration did. */
    static final String NONE = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    @Override
    public String toString() {
        return "Registered[hidden]";
    }
}
