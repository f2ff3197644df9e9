package dev.gatehouse.token;

import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Checks that the token has not expired, was not issued in the future, and has a lifetime of at most the configured maximum.
 * Allows for clock skew.
 */
@Singleton
class LifetimeCheck implements TokenCheck {
    private final Clock clock;
    private final long skew;
    private final long maxLifetime;

    LifetimeCheck(Clock clock, TokenConfig config) {
        this.clock = clock;
        this.skew = config.clockSkew().toSeconds();
        this.maxLifetime = config.maxLifetime().toSeconds();
    }

    @Override
    public void check(AccessToken token) {
        long now = Math.floorDiv(clock.millis(), 1000L);
        if (now - skew >= token.expiresAt()) {
            throw BearerClaims.refused("The token has expired.");
        }
        if (Math.max(token.issuedAt(), token.notBefore()) > now + skew) {
            throw BearerClaims.refused("The token is not valid yet.");
        }
        if (token.expiresAt() - token.issuedAt() > maxLifetime) {
            throw BearerClaims.refused("The token's lifetime is too long.");
        }
    }
}
