package dev.gatehouse.token;

/** A token's key id is unknown: the pool has rotated its keys, or the token is forged. */
final class UnknownKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownKeyException() {
        super("unknown key", null, false, false);
    }
}
