package dev.gatehouse.limit;

import java.util.Locale;

/** What is counted. */
enum Scope {
    /** All requests from one IPv4 address, or from one IPv6 network of 64 bits, the usual size of one customer's. */
    ADDRESS,
    /** All requests for one account, from any address. */
    ACCOUNT,
    /** The failed sign-ins, or the wrong answers to challenges, of one account. */
    FAILURES,
    /** The registrations of an address that has an account. */
    REPEATED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
