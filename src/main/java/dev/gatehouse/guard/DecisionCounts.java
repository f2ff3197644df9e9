package dev.gatehouse.guard;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.guard.Decision.Allowed;
import dev.gatehouse.guard.Decision.Anonymous;
import dev.gatehouse.guard.Decision.Reason;
import dev.gatehouse.guard.Decision.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts decisions by outcome and reason. */
@Singleton
class DecisionCounts {
    private final Counter allowed;
    private final Counter anonymous;
    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

    DecisionCounts(MeterRegistry registry) {
        this.allowed = counter(registry, "allowed", "none");
        this.anonymous = counter(registry, "anonymous", "none");
        for (Reason reason : Reason.values()) {
            refused.put(reason, counter(registry, "refused", reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static Counter counter(MeterRegistry registry, String outcome, String reason) {
        return Counter.builder("gatehouse.guard.decisions")
                .description("Decisions for proxies")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(registry);
    }

    void count(Decision decision) {
        switch (decision) {
            case Allowed _ -> allowed.increment();
            case Anonymous _ -> anonymous.increment();
            case Refused one -> requireNonNull(refused.get(one.reason())).increment();
        }
    }
}
