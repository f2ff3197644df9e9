package dev.gatehouse.limit;

import dev.gatehouse.identity.Limit;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithKeys;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Rate limits per client address and per account. */
@ConfigMapping(prefix = "gatehouse.limit")
interface LimitConfig {

    /** Whether requests are limited at all. */
    @WithDefault("true")
    boolean enabled();

    /** Whether each replica counts alone ({@code memory}) or all count together ({@code redis}). */
    @WithDefault("memory")
    Store store();

    /**
     * Advanced: how many addresses and accounts a replica keeps count of. When it is full, the least recently used are
     * forgotten.
     */
    @WithDefault("100000")
    int trackedKeys();

    /** Advanced: how long a request may wait for Redis before its replica counts alone. */
    @WithDefault("500ms")
    Duration storeTimeout();

    /** Advanced: how long Redis is not asked after a failure. */
    @WithDefault("5s")
    Duration storePause();

    /** The secret of the hashes that replicas share. Set as {@code JWT_SECRET}. */
    Optional<String> keySecret();

    /** A file that holds this secret. It wins over the secret itself. Set as {@code JWT_SECRET_FILE}. */
    Optional<Path> keySecretFile();

    /** What failed sign-ins for one account lead to. */
    SlowDown slowDown();

    /** The rates that are not the default ones of {@link Limit}. */
    @WithParentName
    @WithKeys(Names.class)
    Map<Limit, PerKey> rates();

    /** Where counts are kept. */
    enum Store {
        MEMORY,
        REDIS
    }

    /** The rates of one limit. */
    interface PerKey {
        /** Counted per client address. */
        Optional<String> perAddress();

        /** Counted per account. */
        Optional<String> perAccount();
    }

    /** After some failures each further one makes the account wait, twice as long as the one before. */
    interface SlowDown {
        /**
         * Advanced: how many failed sign-ins, and as many wrong answers to challenges, cause no wait. Keep it below five, where
         * Cognito's own lock-out begins.
         */
        @WithDefault("2")
        int freeFailures();

        /** Advanced: the wait after the next failure. Each further failure doubles it. */
        @WithDefault("1s")
        Duration firstWait();

        /** Advanced: the longest wait. The default is Cognito's own. */
        @WithDefault("15m")
        Duration longestWait();

        /** Advanced: how long after the last failure all failures are forgotten. */
        @WithDefault("1h")
        Duration forgetAfter();
    }

    /**
     * The names of the limits in settings. An environment variable does not show which {@code _} is a hyphen, so it is found
     * only by a known name; and a name that is not among these stops the start.
     */
    class Names implements Supplier<Iterable<String>> {
        @Override
        public Iterable<String> get() {
            return Arrays.stream(Limit.values()).map(Limit::setting).toList();
        }
    }
}
