package dev.gatehouse.token;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Checks that the token has not expired, was not issued in the future, and has a lifetime of at most the configured maximum.
 * Allows for clock skew.
 */
@Singleton
class LifetimeCheck implements TokenCheck {
    private final Clock clock;
    private final Duration skew;
    private final Duration maxLifetime;

    LifetimeCheck(Clock clock, TokenConfig config) {
        this.clock = clock;
        this.skew = config.clockSkew();
        this.maxLifetime = config.maxLifetime();
    }

    @Override
    public void check(BearerClaims claims) {
        Instant now = clock.instant();
        Instant expires = claims.time("exp");
        Instant issued = claims.time("iat");
        if (!now.minus(skew).isBefore(expires)) {
            throw BearerClaims.refused("The token has expired.");
        }
        if (issued.isAfter(now.plus(skew))
                || claims.optionalTime("nbf").orElse(issued).isAfter(now.plus(skew))) {
            throw BearerClaims.refused("The token is not valid yet.");
        }
        if (Duration.between(issued, expires).compareTo(maxLifetime) > 0) {
            throw BearerClaims.refused("The token's lifetime is too long.");
        }
    }
}
