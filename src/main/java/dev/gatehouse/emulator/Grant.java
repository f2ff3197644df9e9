package dev.gatehouse.emulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that tokens are made of, copied out of the pool so that they can be signed outside its lock. */
record Grant(
        AppClient client,
        String username,
        Map<String, String> attributes,
        List<String> groups,
        String originJti,
        Instant authTime,
        Instant now,
        @Nullable String refreshToken,
        String scope,
        @Nullable String nonce) {

    static Grant of(SignIn signIn, AppClient client, Instant now, @Nullable String refreshToken) {
        User user = signIn.user;
        return new Grant(
                client,
                user.username,
                Map.copyOf(user.attributes),
                List.copyOf(user.groups),
                signIn.originJti,
                signIn.authTime,
                now,
                refreshToken,
                signIn.scope,
                null);
    }

    /** The same grant for an ID token with a nonce. */
    Grant withNonce(@Nullable String newNonce) {
        return new Grant(client, username, attributes, groups, originJti, authTime, now, refreshToken, scope, newNonce);
    }
}
