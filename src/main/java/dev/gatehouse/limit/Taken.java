package dev.gatehouse.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * How an attempt to take one token from a bucket went.
 *
 * @param allowed whether there was one
 * @param remaining how many are left
 * @param next time until the next one if there was none; until the bucket is full again if there was
 */
record Taken(boolean allowed, long remaining, Duration next) {

    static Taken of(ConsumptionProbe probe) {
        return new Taken(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(
                        probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill()));
    }
}
