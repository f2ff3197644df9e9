package dev.gatehouse.account;

import dev.gatehouse.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Who the caller is.
 *
 * @param userId stable for the life of the account
 * @param roles the caller's groups, sorted
 * @param scopes the token's OAuth 2.0 scopes, sorted
 * @param expiresAt when the token ends (RFC 3339)
 */
record MeResponse(
        String userId,
        String email,
        boolean emailVerified,
        List<String> roles,
        List<String> scopes,
        Instant expiresAt) {

    /** The caller is asked now: the profile may come when the request's own context is no longer at hand. */
    static CompletionStage<MeResponse> of(Caller caller) {
        String userId = caller.userId();
        List<String> roles = List.copyOf(caller.roles());
        List<String> scopes = List.copyOf(caller.scopes());
        Instant expiresAt = caller.expiresAt();
        return caller.profile()
                .thenApply(profile ->
                        new MeResponse(userId, profile.email(), profile.emailVerified(), roles, scopes, expiresAt));
    }

    @Override
    public String toString() {
        return "MeResponse[" + userId + "]";
    }
}
