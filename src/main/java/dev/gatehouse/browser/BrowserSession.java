package dev.gatehouse.browser;

import dev.gatehouse.identity.Secret;
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
    @Override
    public String toString() {
        return "BrowserSession[hidden]";
    }
}
