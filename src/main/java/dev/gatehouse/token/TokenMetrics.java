package dev.gatehouse.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Counts how bearer tokens were judged. */
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
                .description("Bearer tokens judged; unjudged while no signing keys are held")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Counts one judgement: none went wrong, the token was refused, or it could not be judged. */
    void count(@Nullable Throwable failure) {
        if (failure == null) {
            accepted.increment();
        } else if (failure instanceof AuthenticationFailedException) {
            refused.increment();
        } else {
            unjudged.increment();
        }
    }
}
