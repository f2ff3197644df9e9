package dev.gatehouse.metrics;

import dev.gatehouse.http.RequestEnd;
import dev.gatehouse.http.RequestListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times every request by method, route template and status, which have few values, so that clients cannot create time series.
 * Replaces Quarkus' own meter, which uses the path as label of requests without a resource.
 */
@Startup
@Singleton
class HttpMetrics implements RequestListener {
    static final String NAME = "http.server.requests";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    /** The routes whose answers an alert reads, with their usual statuses. */
    private static final List<String> SIGN_IN = List.of("/auth/login", "/auth/challenge");

    private static final List<Integer> STATUSES = List.of(200, 400, 401, 403, 429, 500, 502, 503);

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String method, String route, int status) {}

    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        // At 0 from the start: Prometheus sees no increase in a counter that appears at 1.
        SIGN_IN.forEach(route ->
                STATUSES.forEach(status -> timers.computeIfAbsent(new Key("POST", route, status), this::timer)));
    }

    @Override
    public void ended(RequestEnd request) {
        timers.computeIfAbsent(new Key(request.method(), request.route(), request.status()), this::timer)
                .record(request.took());
    }

    private Timer timer(Key key) {
        return Timer.builder(NAME)
                .description("HTTP requests")
                .tag("method", key.method())
                .tag("uri", key.route())
                .tag("status", Integer.toString(key.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
