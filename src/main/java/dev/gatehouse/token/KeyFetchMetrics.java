package dev.gatehouse.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Counts the fetches of one pool's signing keys, and how long ago the last one succeeded. */
final class KeyFetchMetrics {
    private final Clock clock;
    private final Counter succeeded;
    private final Counter failed;
    /** Of the start, before the first success. */
    private volatile Instant lastSuccess;

    KeyFetchMetrics(MeterRegistry registry, String pool, Clock clock) {
        this.clock = clock;
        this.lastSuccess = clock.instant();
        this.succeeded = counter(registry, pool, "success");
        this.failed = counter(registry, pool, "failure");
        Gauge.builder("gatehouse.signing.keys.age", this, KeyFetchMetrics::ageSeconds)
                .description("Time since the last successful fetch of the signing keys, or since the start without one")
                .baseUnit("seconds")
                .tag("pool", pool)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String pool, String outcome) {
        return Counter.builder("gatehouse.signing.key.fetches")
                .description("Fetches of the pool's signing keys")
                .tag("pool", pool)
                .tag("outcome", outcome)
                .register(registry);
    }

    void succeeded() {
        lastSuccess = clock.instant();
        succeeded.increment();
    }

    void failed() {
        failed.increment();
    }

    private double ageSeconds() {
        return Duration.between(lastSuccess, clock.instant()).toMillis() / 1000.0;
    }
}
