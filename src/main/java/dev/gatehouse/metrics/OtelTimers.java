package dev.gatehouse.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The timers of OpenTelemetry's conventions for HTTP, where they are wanted. An attribute that does not apply is an empty label,
 * which is the same to Prometheus as no label: all series of a name need the same labels.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">Semantic conventions for HTTP metrics</a>
 */
@Singleton
class OtelTimers {
    static final String NONE = "";

    private static final Duration[] BUCKETS = LongStream.of(
                    5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final boolean wanted;

    OtelTimers(MetricsConfig config, MeterRegistry registry) {
        this.registry = registry;
        this.wanted = config.otelNames();
    }

    boolean areWanted() {
        return wanted;
    }

    /** A timer of {@code http.server.request.duration}; empty if it is not wanted. */
    Optional<Timer> server(Tags attributes) {
        return timer("http.server.request.duration", "Duration of HTTP server requests.", attributes);
    }

    /** A timer of {@code http.client.request.duration}; empty if it is not wanted. */
    Optional<Timer> client(Tags attributes) {
        return timer("http.client.request.duration", "Duration of HTTP client requests.", attributes);
    }

    private Optional<Timer> timer(String name, String description, Tags attributes) {
        return wanted
                ? Optional.of(Timer.builder(name)
                        .description(description)
                        .tags(attributes)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry))
                : Optional.empty();
    }
}
