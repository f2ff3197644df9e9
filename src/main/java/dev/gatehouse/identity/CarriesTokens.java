package dev.gatehouse.identity;

import org.jspecify.annotations.Nullable;

/**
 * An answer that contains the tokens of a session that begins or was refreshed. Where the client asked for a session in
 * cookies, the tokens are moved from the answer into cookies, and the client receives the body without them.
 */
public interface CarriesTokens {
    /** The tokens of the session. */
    Tokens tokens();

    /** The body in their place; null for none. */
    @Nullable
    Object withoutTokens();

    /** Whether the tokens go into cookies however the client asked. */
    default boolean onlyInCookies() {
        return false;
    }
}
