package dev.gatehouse.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets one log line pass in a minute, so that a failure which repeats for each event does not fill the log. */
public final class OncePerMinute {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant next = Instant.MIN;

    public OncePerMinute(Clock clock) {
        this.clock = clock;
    }

    /** Whether a minute has passed since this last answered true. */
    public synchronized boolean isDue() {
        Instant now = clock.instant();
        boolean due = !now.isBefore(next);
        if (due) {
            next = now.plus(MINUTE);
        }
        return due;
    }
}
