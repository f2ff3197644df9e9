package dev.gatehouse.lifecycle;

import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The uptime of the service. */
@Startup
@Singleton
public class Uptime {
    private final Clock clock;
    private final Instant begun;

    Uptime(@Identifier("steady") Clock clock) {
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Seconds since the start. */
    public double seconds() {
        return Duration.between(begun, clock.instant()).toMillis() / 1000.0;
    }
}
