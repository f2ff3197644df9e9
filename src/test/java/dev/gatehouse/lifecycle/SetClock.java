package dev.gatehouse.lifecycle;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The machine's clock, which a test sets as an administrator would. */
@Alternative
@Singleton
class SetClock extends Clock {
    private static final Clock REAL = Clock.systemUTC();
    private static volatile Duration off = Duration.ZERO;

    static void setOff(Duration by) {
        off = by;
    }

    @Override
    public Instant instant() {
        return REAL.instant().plus(off);
    }

    @Override
    public ZoneId getZone() {
        return REAL.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return REAL.withZone(zone);
    }
}
