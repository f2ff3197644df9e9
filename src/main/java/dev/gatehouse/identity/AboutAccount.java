package dev.gatehouse.identity;

/** A request that is about one account, whether or not it exists. */
public interface AboutAccount {
    /**
     * What tells this account from others: its email address in one spelling, or a token that only its owner has. It is
     * hashed before it is kept anywhere.
     */
    String accountKey();
}
