package dev.gatehouse.browser;

import dev.gatehouse.identity.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * The session that a browser's cookies hold.
 *
 * @param accessToken as Cognito issued it
 * @param refreshToken as Cognito issued it
 * @param email of the ID token; empty if that has none
 * @param signedInAt when the person signed in, which no refresh changes
 * @param expiresAt when the access token expires
 */
record BrowserSession(Secret accessToken, Secret refreshToken, String email, Instant signedInAt, Instant expiresAt) {
    /** So that a token is still good where it is sent on to. */
    private static final Duration EARLY = Duration.ofSeconds(10);

    /** Whether the access token has ended, or will in a moment. */
    boolean isToRefresh(Instant now) {
        return !now.plus(EARLY).isBefore(expiresAt);
    }

    BrowserSession withEmail(String other) {
        return new BrowserSession(accessToken, refreshToken, other, signedInAt, expiresAt);
    }

    @Override
    public String toString() {
        return "BrowserSession[hidden]";
    }
}
