package dev.gatehouse.revocation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Owns the revocations in force, and removes expired ones periodically. */
@Singleton
class RevocationSweep {
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(5);

    private final LiveRevocations live = new LiveRevocations();
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private @Nullable ScheduledFuture<?> schedule;

    RevocationSweep(Clock clock, ScheduledExecutorService scheduler) {
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Produces
    @Singleton
    LiveRevocations live() {
        return live;
    }

    @Startup
    void begin() {
        long pause = BETWEEN_SWEEPS.toSeconds();
        schedule = scheduler.scheduleWithFixedDelay(
                () -> live.removeExpired(clock.instant()), pause, pause, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        if (schedule != null) {
            schedule.cancel(false);
        }
    }
}
