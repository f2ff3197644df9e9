package dev.gatehouse.lifecycle;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A monotonic clock: starts with the system time, and is not affected by later adjustments of the system clock. */
final class SteadyClock extends Clock {
    private final Instant begun;
    private final long begunNanos = System.nanoTime();

    SteadyClock(Instant begun) {
        this.begun = begun;
    }

    @Override
    public Instant instant() {
        return begun.plusNanos(System.nanoTime() - begunNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
