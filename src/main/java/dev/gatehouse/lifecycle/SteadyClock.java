package dev.gatehouse.lifecycle;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Begins with the time of the start, and passes evenly from then on, whatever is done to the clock of the machine. */
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
