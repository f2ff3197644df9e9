package dev.gatehouse.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long idempotency keys are known. */
@ConfigMapping(prefix = "gatehouse.idempotency")
interface IdempotencyConfig {
    /** How long a repeated request with the same {@code Idempotency-Key} gets the answer of the first. */
    @WithDefault("24h")
    Duration keptFor();

    /**
     * Advanced: when a request with an {@code Idempotency-Key} counts as lost, because its replica has ended. Then a repetition
     * runs again. Longer than any such request takes.
     */
    @WithDefault("60s")
    Duration longestRun();

    /**
     * Advanced: how many keys a replica knows that does not share them through Redis. When it is full, the oldest are forgotten.
     */
    @WithDefault("10000")
    int keptInMemory();
}
