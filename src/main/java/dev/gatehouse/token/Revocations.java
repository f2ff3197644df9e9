package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.identity.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The sign-ins and users whose access tokens are refused here although they have not expired, because they signed out.
 * Each is remembered until the last token that it concerns has expired. Held in the memory of this process.
 *
 * <p>The number is not capped: to forget one early would be to accept a revoked token, and each takes a sign-in to make.
 */
@Singleton
public class Revocations {
    private final Clock clock;
    private final Cache<String, Boolean> signIns;
    private final Cache<String, Instant> users;

    Revocations(Clock clock, TokenConfig config) {
        this.clock = clock;
        // The skew counts twice: by Cognito's clock a token may be issued that much later, and it is accepted that much
        // longer.
        Duration kept = config.maxLifetime().plus(config.clockSkew().multipliedBy(2));
        this.signIns = remembering(kept);
        this.users = remembering(kept);
    }

    private <T> Cache<String, T> remembering(Duration kept) {
        Instant start = clock.instant();
        return Caffeine.newBuilder()
                .expireAfterWrite(kept)
                .ticker(() -> Duration.between(start, clock.instant()).toNanos())
                .build();
    }

    /** From now on refuses every access token of this sign-in ({@code origin_jti}). */
    public void revokeSignIn(String signInId) {
        signIns.put(signInId, true);
    }

    /**
     * From now on refuses every access token of this user issued up to now. Cognito states issue times in whole seconds,
     * so this returns only when the current second has passed: whoever signs in afterwards holds a token that counts.
     */
    public void revokeUser(String userId) {
        Instant now = clock.instant();
        Instant cutOff = Instant.ofEpochSecond(now.getEpochSecond());
        users.asMap().merge(userId, cutOff, (old, fresh) -> fresh.isAfter(old) ? fresh : old);
        try {
            Thread.sleep(Duration.between(now, cutOff.plusSeconds(1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the token that the caller holds is refused. */
    public boolean cover(Caller caller) {
        return cover(caller.userId(), caller.signInId(), caller.issuedAt());
    }

    /** Whether a token of this user and sign-in, issued then, is refused. */
    boolean cover(String userId, String signInId, Instant issuedAt) {
        if (signIns.getIfPresent(signInId) != null) {
            return true;
        }
        @Nullable Instant cutOff = users.getIfPresent(userId);
        return cutOff != null && !issuedAt.isAfter(cutOff);
    }
}
