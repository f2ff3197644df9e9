package dev.gatehouse.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs with another one, at a distance that tests set. */
final class MovableClock extends Clock {

    private final Clock base;
    private final AtomicReference<Duration> distance = new AtomicReference<>(Duration.ZERO);

    MovableClock(Clock base) {
        this.base = base;
    }

    void advance(Duration by) {
        distance.accumulateAndGet(by, Duration::plus);
    }

    /** Goes on from an instant. */
    void set(Instant now) {
        distance.set(Duration.between(base.instant(), now));
    }

    void reset() {
        distance.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(distance.get());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return base.withZone(zone);
    }
}
