package dev.gatehouse.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.guard.Decision.Refused;
import dev.gatehouse.identity.Sha256;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens for which the pool lately refused to tell the email address, so that many requests with one of them cost
 * one call a minute. By token, not by session: its next token may be accepted.
 */
@Singleton
class AddressRefusals {
    static final Duration KEPT = Duration.ofMinutes(1);
    static final int MOST = 10_000;

    /** By the hash of the token. */
    private final Cache<String, Refused> refusals;

    AddressRefusals(@Identifier("steady") Clock clock) {
        this.refusals = Caffeine.newBuilder()
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .expireAfterWrite(KEPT)
                .maximumSize(MOST)
                .build();
    }

    /** The refusal of this token; null if none is known. */
    @Nullable
    Refused find(String token) {
        return refusals.getIfPresent(Sha256.base64Url(token));
    }

    /** Keeps what the pool refused. A failure may pass, so it is not kept. */
    void keep(String token, Refused refusal) {
        switch (refusal.reason()) {
            case TOKEN_REFUSED, EMAIL -> refusals.put(Sha256.base64Url(token), refusal);
            default -> {}
        }
    }
}
