package dev.gatehouse.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A rate limit: a number of requests at once, and as many more per period, spread evenly. It is the generic cell rate algorithm
 * (GCRA, ITU-T I.371): the only state of a key is its theoretical arrival time, when its whole burst is available again. Times
 * are microseconds of one clock; if that is set back, a key loses its burst and no more.
 *
 * @param capacity the requests at once, at least 1
 * @param period at least a microsecond for each of them
 */
public record Rate(long capacity, Duration period) {

    /**
     * The decision of a limit on one request.
     *
     * @param allowed whether it is allowed
     * @param remaining how many more may follow at once
     * @param next if it was refused, the time until the next is allowed; else until all are
     */
    public record Decision(boolean allowed, long remaining, Duration next) {}

    /** The present time by this clock. */
    public static long micros(Clock clock) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /** The time in which one more request becomes possible. */
    public long interval() {
        return period.toNanos() / 1000 / capacity;
    }

    /** The time in which the whole capacity becomes possible again. */
    public long burst() {
        return interval() * capacity;
    }

    /** How far the theoretical arrival time is ahead of the present: the part of the burst that is used up. */
    public long backlog(long theoreticalArrival, long now) {
        return Math.clamp(theoreticalArrival - now, 0, burst());
    }

    /** Decides on a request that finds this backlog. */
    public Decision decide(long backlog) {
        long after = backlog + interval();
        return after > burst()
                ? new Decision(false, 0, Duration.of(after - burst(), ChronoUnit.MICROS))
                : new Decision(true, (burst() - after) / interval(), Duration.of(after, ChronoUnit.MICROS));
    }

    /** The theoretical arrival time after that request: one that was refused does not move it. */
    public long theoreticalArrival(long backlog, long now) {
        return now + (decide(backlog).allowed() ? backlog + interval() : backlog);
    }
}
