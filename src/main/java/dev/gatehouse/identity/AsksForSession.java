package dev.gatehouse.identity;

import org.jspecify.annotations.Nullable;

/** A request that begins, refreshes or ends a session, and may ask for it in cookies. */
public interface AsksForSession {
    /** The form that the client asks for; null for the configured one. */
    @Nullable
    SessionForm session();

    /** The refresh token of the request; null if it has none. */
    default @Nullable Secret refreshToken() {
        return null;
    }

    /** Whether the request needs a refresh token and has none, so that it is taken from the session cookie. */
    default boolean lacksRefreshToken() {
        return false;
    }

    /** Whether other sessions of the user are to end too. */
    default boolean endsOthers() {
        return false;
    }

    /** The answer to a refresh with these tokens, of a request that {@link #lacksRefreshToken lacks a refresh token}. */
    default CarriesTokens refreshed(Tokens tokens) {
        throw new UnsupportedOperationException();
    }

    /** The same request with this refresh token. */
    default AsksForSession withRefreshToken(Secret refreshToken) {
        return this;
    }
}
