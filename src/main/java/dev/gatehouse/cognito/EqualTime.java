package dev.gatehouse.cognito;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets answers for which little was done take as long as those took lately for which an account was made anew. Without it the
 * time of a registration would show that its address waits for a code. Blocks: for virtual threads.
 */
@Singleton
class EqualTime {
    private static final long LONGEST = Duration.ofSeconds(2).toNanos();

    private final AtomicLong recent = new AtomicLong();

    /** Remembers how long the further work took. */
    void took(long nanos) {
        recent.accumulateAndGet(Math.min(nanos, LONGEST), Math::max);
    }

    /** Waits as long as the further work took lately, at least as long as given; each wait makes the next shorter. */
    void waitAsIfDone(long atLeastNanos) {
        long nanos = Math.max(recent.getAndUpdate(old -> old - old / 10), Math.min(atLeastNanos, LONGEST));
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
