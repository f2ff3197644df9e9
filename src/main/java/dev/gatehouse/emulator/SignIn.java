package dev.gatehouse.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One sign-in of a user: all its tokens carry its origin_jti and its auth_time. Guarded by the pool's lock. */
final class SignIn {

    final String originJti;
    final User user;
    final String clientId;
    final Instant authTime;
    final String scope;
    final List<String> refreshTokens = new ArrayList<>();
    boolean revoked;

    SignIn(String originJti, User user, String clientId, Instant authTime, String scope) {
        this.originJti = originJti;
        this.user = user;
        this.clientId = clientId;
        this.authTime = authTime;
        this.scope = scope;
    }
}
