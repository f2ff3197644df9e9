package dev.gatehouse.cognito;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Delays registrations that replace no account as long as recent ones that did. Otherwise the response time would reveal that
 * the address has an unverified account (timing side channel). Blocks, so call it from a virtual thread.
 */
@Singleton
class RegistrationDelay {
    private static final long MAX_NANOS = Duration.ofSeconds(2).toNanos();

    private final AtomicLong recent = new AtomicLong();

    /** Records how long the replacement of an account took. */
    void record(long nanos) {
        recent.accumulateAndGet(Math.min(nanos, MAX_NANOS), Math::max);
    }

    /**
     * Waits as long as the longest recent replacement took, at least as long as given; each wait shortens the next by a tenth.
     */
    void delay(long atLeastNanos) {
        long nanos = Math.max(recent.getAndUpdate(old -> old - old / 10), Math.min(atLeastNanos, MAX_NANOS));
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
