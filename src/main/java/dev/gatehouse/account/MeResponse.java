package dev.gatehouse.account;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The caller and their profile.
 *
 * @param userId never changes for an account
 * @param roles the caller's groups, sorted
 * @param scopes the token's OAuth 2.0 scopes, sorted
 * @param expiresAt when the token expires (RFC 3339)
 * @param attributes further attributes that the pool has of the caller, by their names there
 */
record MeResponse(
        String userId,
        String email,
        boolean emailVerified,
        List<String> roles,
        List<String> scopes,
        Instant expiresAt,
        @JsonAnyGetter Map<String, String> attributes) {

    static MeResponse of(Caller caller, Profile profile) {
        return new MeResponse(
                caller.userId(),
                profile.email(),
                profile.emailVerified(),
                List.copyOf(caller.roles()),
                List.copyOf(caller.scopes()),
                caller.expiresAt(),
                new TreeMap<>(profile.attributes()));
    }

    @Override
    public String toString() {
        return "MeResponse[" + userId + "]";
    }
}
