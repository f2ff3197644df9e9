package dev.gatehouse.lifecycle;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Produces the clocks: the system clock, which may be adjusted at any time, for times that other systems see, and a monotonic
 * one ({@code steady}) for durations.
 */
class ClockProducer {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @Identifier("steady")
    Clock steadyClock() {
        return new SteadyClock(Clock.systemUTC().instant());
    }
}
