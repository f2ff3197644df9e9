package dev.gatehouse.account;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Profile;
import java.time.Instant;
import java.util.List;

/**
 * The caller and their profile.
 *
 * @param userId never changes for an account
 * @param roles the caller's groups, sorted
 * @param scopes the token's OAuth 2.0 scopes, sorted
 * @param expiresAt when the token expires (RFC 3339)
 */
record MeResponse(
        String userId,
        String email,
        boolean emailVerified,
        List<String> roles,
        List<String> scopes,
        Instant expiresAt) {

    static MeResponse of(Caller caller, Profile profile) {
        return new MeResponse(
                caller.userId(),
                profile.email(),
                profile.emailVerified(),
                List.copyOf(caller.roles()),
                List.copyOf(caller.scopes()),
                caller.expiresAt());
    }

    @Override
    public String toString() {
        return "MeResponse[" + userId + "]";
    }
}
