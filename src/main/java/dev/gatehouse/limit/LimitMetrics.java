package dev.gatehouse.limit;

import dev.gatehouse.identity.Limit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts what was refused, by limit and scope. */
@Singleton
class LimitMetrics {
    private final MeterRegistry registry;

    LimitMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void refused(Limit limit, Scope scope) {
        Counter.builder("gatehouse.limit.refusals")
                .description("Requests refused because they came too often")
                .tag("limit", limit.label())
                .tag("scope", scope.label())
                .register(registry)
                .increment();
    }
}
