package dev.gatehouse.limit;

import java.time.Duration;

/**
 * How long an account waits after failures.
 *
 * @param free how many cause no wait
 * @param first the wait after the first that is not free; each further one doubles it
 * @param longest the longest wait
 * @param forgetAfter how long after the last failure they are forgotten
 */
record SlowDown(int free, Duration first, Duration longest, Duration forgetAfter) {
    /** Enough to exceed every longest wait in use, and few enough that the shift does not overflow. */
    private static final int MOST_DOUBLINGS = 20;

    static SlowDown of(LimitConfig.SlowDown config) {
        // Failures must not be forgotten before the wait is over.
        Duration forgetAfter =
                config.forgetAfter().compareTo(config.longestWait()) > 0 ? config.forgetAfter() : config.longestWait();
        return new SlowDown(config.freeFailures(), config.firstWait(), config.longestWait(), forgetAfter);
    }

    Duration waitAfter(int failures) {
        if (failures <= free) {
            return Duration.ZERO;
        }
        Duration wait = first.multipliedBy(1L << Math.min(failures - free - 1, MOST_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
