package dev.gatehouse.limit;

import java.util.Locale;

/** What a key stands for. */
enum Scope {
    /** All requests from one IPv4 address, or from one IPv6 network of 64 bits, which is what one customer gets. */
    ADDRESS,
    /** All requests about one account, wherever they come from. */
    ACCOUNT,
    /** The failed sign-ins for one account. */
    FAILURES,
    /** The registrations of an address that has an account. */
    REPEATED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
