package dev.gatehouse.lifecycle;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * The one source of time: the clock of the machine, which may be set anew at any moment, for what others must agree with, and
 * a steady one for how long something takes or lasts here.
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
