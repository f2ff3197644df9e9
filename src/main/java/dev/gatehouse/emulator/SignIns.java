package dev.gatehouse.emulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sign-ins of a pool and their refresh tokens. Guarded by the pool's lock. */
final class SignIns {

    private final Map<String, SignIn> byOriginJti = new HashMap<>();
    private final Map<String, RefreshToken> refreshTokens = new HashMap<>();

    private static final class RefreshToken {

        private final SignIn signIn;
        private final Instant expiresAt;
        private @Nullable Instant replacedUntil;

        private RefreshToken(SignIn signIn, Instant expiresAt) {
            this.signIn = signIn;
            this.expiresAt = expiresAt;
        }
    }

    /** Begins a sign-in by the API, with its first tokens. */
    Grant begin(User user, AppClient client, Instant now) {
        return begin(user, client, TokenIssuer.SCOPE, now, now);
    }

    /** Begins a sign-in of a person who authenticated then, perhaps before now. */
    Grant begin(User user, AppClient client, String scope, Instant authTime, Instant now) {
        SignIn signIn = new SignIn(UUID.randomUUID().toString(), user, client.id(), authTime, scope);
        byOriginJti.put(signIn.originJti, signIn);
        user.signIns.add(signIn);
        return Grant.of(signIn, client, now, issue(signIn, now.plus(client.refreshTokenLife())));
    }

    /**
     * Exchanges a refresh token. With rotation a new one replaces it, for the time that the old one had left; the old
     * one serves through the client's grace period, and later use is a RefreshTokenReuseException.
     */
    Grant refresh(String token, AppClient client, Instant now) {
        RefreshToken refresh = refreshTokens.get(token);
        if (refresh == null || !refresh.signIn.clientId.equals(client.id())) {
            throw CognitoError.notAuthorized("Invalid Refresh Token");
        }
        SignIn signIn = refresh.signIn;
        if (signIn.revoked) {
            throw CognitoError.notAuthorized("Refresh Token has been revoked");
        }
        if (!now.isBefore(refresh.expiresAt)) {
            throw CognitoError.notAuthorized("Refresh Token has expired");
        }
        if (refresh.replacedUntil != null && !now.isBefore(refresh.replacedUntil)) {
            throw new CognitoError("RefreshTokenReuseException", "Refresh token reuse detected.");
        }
        if (!signIn.user.enabled) {
            throw CognitoError.userDisabled();
        }
        String next = null;
        if (client.rotation()) {
            next = issue(signIn, refresh.expiresAt);
            if (refresh.replacedUntil == null) {
                refresh.replacedUntil = now.plus(client.rotationGrace());
            }
        }
        return Grant.of(signIn, client, now, next);
    }

    /** The user that a refresh token was given to, whether it still serves or not. */
    Optional<User> owner(String refreshToken) {
        return Optional.ofNullable(refreshTokens.get(refreshToken)).map(refresh -> refresh.signIn.user);
    }

    /** Ends the sign-in of a refresh token; false if the client never had such a token. */
    boolean revoke(String refreshToken, AppClient client) {
        RefreshToken refresh = refreshTokens.get(refreshToken);
        if (refresh == null || !refresh.signIn.clientId.equals(client.id())) {
            return false;
        }
        refresh.signIn.revoked = true;
        return true;
    }

    void revokeAll(User user, Instant now) {
        user.signedOutAt = now;
        user.signIns.forEach(signIn -> signIn.revoked = true);
    }

    boolean knows(String originJti) {
        return byOriginJti.containsKey(originJti);
    }

    boolean revoked(String originJti) {
        SignIn signIn = byOriginJti.get(originJti);
        return signIn != null && signIn.revoked;
    }

    void forget(User user) {
        for (SignIn signIn : user.signIns) {
            byOriginJti.remove(signIn.originJti);
            signIn.refreshTokens.forEach(refreshTokens::remove);
        }
    }

    void clear() {
        byOriginJti.clear();
        refreshTokens.clear();
    }

    private String issue(SignIn signIn, Instant expiresAt) {
        String token = Randoms.token(384);
        refreshTokens.put(token, new RefreshToken(signIn, expiresAt));
        signIn.refreshTokens.add(token);
        return token;
    }
}
