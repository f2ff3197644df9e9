package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.Supplier;

/** Finds the user behind an access token, as Cognito's own operations do: unlike other readers, they know revocation. */
final class AccessTokens {

    private final UserPool pool;
    private final SigningKeys keys;
    private final String issuer;

    AccessTokens(UserPool pool, SigningKeys keys, String issuer) {
        this.pool = pool;
        this.keys = keys;
        this.issuer = issuer;
    }

    /** Checks what needs no lock, and the scope that self-service needs. */
    JsonNode claims(String token) {
        JsonNode claims = verified(token);
        if (!ScopedClaims.has(claims.path("scope").asText(), TokenIssuer.SCOPE)) {
            throw CognitoError.notAuthorized("Access Token does not have required scopes");
        }
        return claims;
    }

    /** Checks what needs no lock: signature, issuer, use and expiry. */
    JsonNode verified(String token) {
        JsonNode claims = Jws.verified(keys, token)
                .filter(candidate -> issuer.equals(candidate.path("iss").asText()))
                .filter(candidate -> "access".equals(candidate.path("token_use").asText()))
                .orElseThrow(() -> CognitoError.notAuthorized("Invalid Access Token"));
        if (pool.now().getEpochSecond() >= claims.path("exp").asLong()) {
            throw CognitoError.notAuthorized("Access Token has expired");
        }
        return claims;
    }

    /** The user, who must exist, be enabled and not have signed out. Call it with the pool locked. */
    User user(JsonNode claims, Supplier<CognitoError> gone) {
        User user = pool.find(claims.path("username").asText()).orElseThrow(gone);
        Instant issuedAt = Instant.ofEpochSecond(claims.path("iat").asLong());
        String originJti = claims.path("origin_jti").asText();
        // A sign-in that the pool does not know can only be judged by its time.
        boolean signedOut = pool.signIns.revoked(originJti)
                || (!pool.signIns.knows(originJti) && issuedAt.isBefore(user.signedOutAt));
        if (signedOut) {
            throw CognitoError.notAuthorized("Access Token has been revoked");
        }
        if (!user.enabled) {
            throw CognitoError.userDisabled();
        }
        if (user.status == UserStatus.RESET_REQUIRED) {
            throw passwordResetRequired();
        }
        return user;
    }

    static CognitoError passwordResetRequired() {
        return new CognitoError("PasswordResetRequiredException", "Password reset required for the user");
    }

    static CognitoError noSuchUser() {
        return CognitoError.userNotFound("User does not exist.");
    }
}
