package dev.gatehouse.guard;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Warns, at most once per minute, that a proxy asks without a requirement that is understood. */
final class RequirementWarning {
    private static final Logger LOG = Logger.getLogger(RequirementWarning.class);
    private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Clock clock;
    private final AtomicLong next = new AtomicLong();

    RequirementWarning(Clock clock) {
        this.clock = clock;
    }

    void log() {
        long now = clock.millis();
        long due = next.get();
        if (now >= due && next.compareAndSet(due, now + PAUSE_MILLIS)) {
            LOG.warnf(
                    "requests to %s are refused: %s is missing, repeated or malformed",
                    GuardRoute.EXT_AUTHZ.path(), DecisionRoutes.REQUIRE);
        }
    }
}
