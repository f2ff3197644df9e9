package dev.gatehouse.cognito;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets calls of one kind take equally long, however long Cognito takes for each. Otherwise the response time would reveal
 * whether a code was sent, for example (timing side channel). Blocks, so call it from a virtual thread.
 */
final class EqualTime {
    private static final long MAX_NANOS = Duration.ofSeconds(2).toNanos();

    private final AtomicLong recent = new AtomicLong();

    /**
     * Waits until the longest recent call would have ended. Each call shortens the memory of it by a tenth, so that one slow
     * call does not delay all later ones.
     *
     * @param begun {@link System#nanoTime} at the begin of the call
     */
    void delay(long begun) {
        long took = Math.min(System.nanoTime() - begun, MAX_NANOS);
        long target = recent.updateAndGet(longest -> Math.max(took, longest - longest / 10));
        long end = begun + target;
        for (long left = end - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
