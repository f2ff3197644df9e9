package dev.gatehouse.browser;

import dev.gatehouse.identity.IdentityException;

/** What became of a session whose access token has ended. */
sealed interface Refreshed {

    /** It goes on. */
    record Renewed(BrowserSession session) implements Refreshed {}

    /** The pool says that it has ended, or it was ended here. */
    record Ended() implements Refreshed {}

    /** The pool says that the refresh token was used before: it may be stolen. Remembered as ended, so that it is told once. */
    record Reused() implements Refreshed {}

    /** It was ended, because what the pool answered does not fit into cookies. */
    record TooLarge(IdentityException failure) implements Refreshed {}

    /** Nobody knows yet, for example because the pool is unreachable: 503. */
    record Unknown(IdentityException failure) implements Refreshed {}
}
