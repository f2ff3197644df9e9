package dev.gatehouse.token;

/** A token's key id is unknown: its pool has rotated its keys, or the token is forged. */
final class UnknownKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SigningKeys keys;

    UnknownKeyException(SigningKeys keys) {
        super("unknown key", null, false, false);
        this.keys = keys;
    }

    /** The keys of the issuer that the token names. */
    SigningKeys keys() {
        return keys;
    }
}
