package dev.gatehouse.limit;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.identity.Limit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts refusals by limit and scope, all of them from the start, at 0. */
@Startup
@Singleton
class RefusalCounters {
    private final Map<Key, Counter> counters = new HashMap<>();

    private record Key(Limit limit, Scope scope) {}

    RefusalCounters(MeterRegistry registry) {
        for (Limit limit : Limit.values()) {
            scopes(limit)
                    .forEach(scope -> counters.put(
                            new Key(limit, scope),
                            Counter.builder("gatehouse.limit.refusals")
                                    .description("Requests refused because they came too often")
                                    .tag("limit", limit.label())
                                    .tag("scope", scope.label())
                                    .register(registry)));
        }
    }

    /** No request is refused for a repeated registration: its answer is that of any other. */
    private static List<Scope> scopes(Limit limit) {
        return switch (limit) {
            case SIGN_IN, CHALLENGE -> List.of(Scope.ADDRESS, Scope.ACCOUNT, Scope.FAILURES);
            default -> List.of(Scope.ADDRESS, Scope.ACCOUNT);
        };
    }

    void count(Limit limit, Scope scope) {
        requireNonNull(counters.get(new Key(limit, scope))).increment();
    }
}
