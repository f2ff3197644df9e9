package dev.gatehouse.token;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Counts the results of token verification. */
@Singleton
class TokenMetrics {
    private final Counter accepted;
    private final Counter refused;
    private final Counter unjudged;

    TokenMetrics(MeterRegistry registry) {
        this.accepted = counter(registry, "accepted");
        this.refused = counter(registry, "refused");
        this.unjudged = counter(registry, "unjudged");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("gatehouse.token.checks")
                .description("Bearer tokens verified; unjudged: no signing keys or revocations available")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Counts one result: accepted (null), refused, or not verifiable. */
    void count(@Nullable Throwable failure) {
        if (failure == null) {
            accepted.increment();
        } else if (failure instanceof IdentityException e && e.failure() instanceof TokenRefused) {
            refused.increment();
        } else {
            unjudged.increment();
        }
    }
}
