package dev.gatehouse.metrics;

import dev.gatehouse.http.RequestEnd;
import dev.gatehouse.http.RequestListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times every request by method, route template and status, which have few values, so that clients cannot create time series.
 * Replaces Quarkus' own meter, which uses the path as label of requests without a resource.
 */
@Startup
@Singleton
class HttpMetrics implements RequestListener {
    static final String NAME = "http.server.requests";

    private static final String UNMATCHED = "unmatched";
    private static final int CLIENT_GONE = 499;
    private static final int SERVER_ERROR = 500;

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
    private final OtelTimers otel;
    private final Map<Key, Timers> timers = new ConcurrentHashMap<>();

    private record Key(String method, String route, int status, boolean secure) {}

    /** Made once, so that a request costs no more than one record or two. */
    private record Timers(Timer own, Optional<Timer> convention) {}

    HttpMetrics(MeterRegistry registry, OtelTimers otel) {
        this.registry = registry;
        this.otel = otel;
        // At 0 from the start: Prometheus sees no increase in a counter that appears at 1.
        SIGN_IN.forEach(route -> STATUSES.forEach(status -> own(new Key("POST", route, status, false))));
    }

    @Override
    public void ended(RequestEnd request) {
        Timers both = timers.computeIfAbsent(
                new Key(request.method(), request.route(), request.status(), request.secure()), this::timers);
        both.own().record(request.took());
        if (both.convention().isPresent()) {
            both.convention().get().record(request.took());
        }
    }

    private Timers timers(Key key) {
        return new Timers(own(key), convention(key));
    }

    private Timer own(Key key) {
        return Timer.builder(NAME)
                .description("HTTP requests")
                .tag("method", key.method())
                .tag("uri", key.route())
                .tag("status", Integer.toString(key.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** By OpenTelemetry's conventions: no route for a request that has none, no status that a client did not wait for. */
    private Optional<Timer> convention(Key key) {
        boolean gone = key.status() == CLIENT_GONE;
        String status = Integer.toString(key.status());
        return otel.server(Tags.of(
                "http.request.method", key.method().equals("OTHER") ? "_OTHER" : key.method(),
                "http.route", key.route().equals(UNMATCHED) ? OtelTimers.NONE : key.route(),
                "http.response.status_code", gone ? OtelTimers.NONE : status,
                "url.scheme", key.secure() ? "https" : "http",
                "error.type", gone ? "client_gone" : key.status() >= SERVER_ERROR ? status : OtelTimers.NONE));
    }
}
