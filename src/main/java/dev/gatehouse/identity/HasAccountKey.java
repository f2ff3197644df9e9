package dev.gatehouse.identity;

/** A request that refers to one account, existing or not. */
public interface HasAccountKey {
    /**
     * The key of the account: its normalized email address, or a token that only its owner has. It is hashed before it is
     * stored.
     */
    String accountKey();
}
