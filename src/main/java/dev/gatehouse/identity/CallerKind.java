package dev.gatehouse.identity;

/** Who a token was issued to. */
public enum CallerKind {
    /** A user of the pool. */
    USER,
    /** An app client for itself (OAuth 2.0 client credentials): it has no user name, and its {@code sub} is its client id. */
    MACHINE
}
