package dev.gatehouse.limit;

import dev.gatehouse.identity.Limit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts refusals by limit and scope, all of them from the start, at 0. */
@Startup
@Singleton
class RefusalCounters {
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    private final MeterRegistry registry;

    private record Key(Limit limit, Scope scope) {}

    RefusalCounters(MeterRegistry registry) {
        this.registry = registry;
        for (Limit limit : Limit.values()) {
            scopes(limit).forEach(scope -> counter(limit, scope));
        }
    }

    /** Repeated registrations are answered like others, so there is no refusal to count. */
    private static List<Scope> scopes(Limit limit) {
        return switch (limit) {
            case SIGN_IN, CHALLENGE -> List.of(Scope.ADDRESS, Scope.ACCOUNT, Scope.FAILURES);
            default -> List.of(Scope.ADDRESS, Scope.ACCOUNT);
        };
    }

    void count(Limit limit, Scope scope) {
        counter(limit, scope).increment();
    }

    private Counter counter(Limit limit, Scope scope) {
        return counters.computeIfAbsent(new Key(limit, scope), _ -> Counter.builder("gatehouse.limit.refusals")
                .description("Requests refused because they came too often")
                .tag("limit", limit.label())
                .tag("scope", scope.label())
                .register(registry));
    }
}
