package dev.gatehouse.identity;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Signed in, with the tokens in cookies.
 *
 * @param status always {@code signed_in}
 * @param expiresIn lifetime of the access token in seconds
 */
@RegisterForReflection
public record SessionInCookies(String status, int expiresIn) {
    public SessionInCookies(Tokens tokens) {
        this("signed_in", tokens.expiresIn());
    }
}
