package dev.gatehouse.limit;

import java.util.Locale;

/** Whose knocks are counted together. */
enum Scope {
    /** All from one IPv4 address, or from one IPv6 network of 64 bits, which is what one customer gets. */
    ADDRESS,
    /** All about one account, whoever knocks. */
    ACCOUNT,
    /** The failed sign-ins for one account. */
    FAILURES,
    /** The registrations of an address that has an account. */
    REPEATED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
