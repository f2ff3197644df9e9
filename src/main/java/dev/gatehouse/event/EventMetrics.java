package dev.gatehouse.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of events. All metrics exist from the start, at 0. */
@Singleton
class EventMetrics {
    private final Clock clock;
    private final Counter delivered;
    private final Counter failed;
    private final Counter dropped;
    private final Counter dead;
    private volatile @Nullable Instant oldest;
    private volatile boolean gone;

    EventMetrics(MeterRegistry metrics, Clock clock) {
        this.clock = clock;
        this.delivered = counter(metrics, "gatehouse.event.delivered", "Events that the receiver has accepted");
        this.failed = counter(metrics, "gatehouse.event.failed.attempts", "Attempts to deliver an event that failed");
        this.dropped = counter(metrics, "gatehouse.event.dropped", "Events dropped because too many were waiting");
        this.dead = counter(metrics, "gatehouse.event.dead.letters", "Events given up after the last attempt");
        Gauge.builder("gatehouse.event.oldest.waiting", this::oldestSeconds)
                .description("Age of the oldest event that is not delivered, in seconds; 0 without one")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("gatehouse.event.receiver.gone", () -> gone ? 1 : 0)
                .description("1 after the receiver has answered 410, until the restart")
                .register(metrics);
    }

    private static Counter counter(MeterRegistry metrics, String name, String description) {
        return Counter.builder(name).description(description).register(metrics);
    }

    void delivered() {
        delivered.increment();
    }

    void failed() {
        failed.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void dead() {
        dead.increment();
    }

    void gone() {
        gone = true;
    }

    /** When the oldest event that is not delivered happened. */
    void oldest(Optional<Instant> at) {
        oldest = at.orElse(null);
    }

    private double oldestSeconds() {
        Instant at = oldest;
        return at == null
                ? 0
                : Math.max(0, Duration.between(at, clock.instant()).toSeconds());
    }
}
