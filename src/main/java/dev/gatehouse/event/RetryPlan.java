package dev.gatehouse.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a failed event is tried again: after about its age, so that the pauses double, with jitter of half of that.
 *
 * @param first the shortest pause
 * @param life how long it is tried
 */
record RetryPlan(Duration first, Duration life) {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final double LEAST_SHARE = 0.5;

    /**
     * The time of the next attempt; empty after the last one, which is at the end of its life.
     *
     * @param at when the event happened
     * @param wait how long the receiver wants to be left alone
     * @param random from 0 to 1
     */
    Optional<Instant> next(Instant now, Instant at, Duration wait, double random) {
        Instant end = at.plus(life);
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        Duration age = Duration.between(at, now);
        Duration pause = age.compareTo(first) < 0 ? first : age;
        pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        pause = Duration.ofMillis(Math.round(pause.toMillis() * (LEAST_SHARE + random)));
        pause = pause.compareTo(wait) < 0 ? wait : pause;
        Instant next = now.plus(pause);
        return Optional.of(next.isAfter(end) ? end : next);
    }
}
