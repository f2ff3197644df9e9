package dev.gatehouse.token;

/** A token names a key that is not held: perhaps the pool has rotated its keys, perhaps the token is a forgery. */
final class UnknownKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownKeyException() {
        super("unknown key", null, false, false);
    }
}
