package dev.gatehouse.cognito;

import dev.gatehouse.identity.Delivery;

/**
 * The result of a registration, which the client must not see: all values of {@code account} have the same length.
 *
 * @param delivery where the code is sent
 * @param account the name of the account that it created, or {@link #NOT_KNOWN} or {@link #NONE}
 */
public record Registered(Delivery delivery, String account) {
    /** An account was created, but its name is not known. */
    static final String NOT_KNOWN = "00000000-0000-0000-0000-000000000000";
    /** No account was created: the address already had one. */
    static final String NONE = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    @Override
    public String toString() {
        return "Registered[hidden]";
    }
}
