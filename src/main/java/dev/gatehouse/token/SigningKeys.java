package dev.gatehouse.token;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JWKS cache of one issuer: its signing keys, fetched at start-up, refreshed in the background, and kept during outages. An
 * unknown key id (key rotation) triggers one early refresh that all waiting requests share, at most one per cool-down.
 */
public final class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final String pool;
    private final KeySource source;
    private final TokenConfig config;
    private final Clock clock;
    private final ExecutorService executor;
    private final ScheduledExecutorService scheduler;
    private final KeyFetchMetrics fetches;
    private volatile Map<String, SigningKey> keys = Map.of();
    private final AtomicInteger version = new AtomicInteger();
    private volatile boolean failing;
    private Instant lastFetch = Instant.MIN;
    private Instant lastEarlyFetch = Instant.MIN;
    private CompletableFuture<KeyFetch> fetching =
            CompletableFuture.completedFuture(new KeyFetch(false, Duration.ZERO));
    private volatile CompletableFuture<KeyFetch> first = fetching;
    private @Nullable ScheduledFuture<?> schedule;

    /** Where the keys come from. */
    interface KeySource {
        /** Fetches the usable keys by their ids; blocks, and fails without a usable key. */
        Map<String, SigningKey> fetch() throws IOException;
    }

    /** @param pool the name of the pool in the settings */
    SigningKeys(
            String pool,
            KeySource source,
            TokenConfig config,
            Clock clock,
            ExecutorService executor,
            ScheduledExecutorService scheduler,
            MeterRegistry metrics) {
        this.pool = pool;
        this.source = source;
        this.config = config;
        this.clock = clock;
        this.executor = executor;
        this.scheduler = scheduler;
        this.fetches = new KeyFetchMetrics(metrics, pool, clock);
        Gauge.builder("gatehouse.signing.keys", () -> keys.size())
                .description("Signing keys loaded")
                .tag("pool", pool)
                .register(metrics);
    }

    /** Does not block the start: requests that need a key wait for this fetch. */
    void start() {
        first = refreshOlderThan(Duration.ZERO);
        long tick = config.keyRefreshCoolDown().toMillis();
        schedule = scheduler.scheduleWithFixedDelay(this::refreshWhenDue, tick, tick, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (schedule != null) {
            schedule.cancel(false);
        }
    }

    /** The key with this id, or null. Never blocks. */
    @Nullable
    SigningKey get(String id) {
        return keys.get(id);
    }

    /** Changes whenever the keys do. */
    int version() {
        return version.get();
    }

    /** Whether any key is loaded, so that tokens can be verified. */
    public boolean loaded() {
        return !keys.isEmpty();
    }

    /** Whether the first fetch is in progress. */
    boolean loading() {
        return !first.isDone();
    }

    /** For an unknown key id: returns the first fetch while it is in progress, later an early refresh. */
    CompletableFuture<KeyFetch> missing() {
        return loading() ? first.copy() : refreshEarly();
    }

    /** Whether the last fetch failed, so that an unknown key may be a new key of the pool. */
    boolean failing() {
        return failing;
    }

    /** How long a client should wait when no keys are loaded. */
    Duration retryAfter() {
        return config.keyRefreshCoolDown();
    }

    /**
     * For an unknown key id: completes after the shared refresh, or at once within the cool-down of the last one. A fetch in
     * progress may have started before the key was published, so another one follows it.
     */
    synchronized CompletableFuture<KeyFetch> refreshEarly() {
        Instant now = clock.instant();
        if (hasElapsed(lastEarlyFetch, config.keyRefreshCoolDown(), now)) {
            lastEarlyFetch = now;
            begin(now);
        }
        // A copy, because a waiting request that is cancelled cancels its future.
        return fetching.copy();
    }

    /** The last fetch or the one in progress; starts a new one if the last is older than this. */
    public synchronized CompletableFuture<KeyFetch> refreshOlderThan(Duration age) {
        Instant now = clock.instant();
        if (fetching.isDone() && hasElapsed(lastFetch, age, now)) {
            begin(now);
        }
        return fetching.copy();
    }

    private static boolean hasElapsed(Instant last, Duration pause, Instant now) {
        return last.equals(Instant.MIN) || !now.isBefore(last.plus(pause));
    }

    /** Starts after the previous fetch has ended, so two never run at once. */
    private void begin(Instant now) {
        lastFetch = now;
        fetching = fetching.handleAsync((_, _) -> fetch(), executor);
    }

    /** Retries soon after a failure; otherwise a withdrawn key would be accepted for another interval. */
    private void refreshWhenDue() {
        refreshOlderThan(loaded() && !failing ? config.keyRefreshInterval() : config.keyRefreshCoolDown())
                .join();
    }

    private void replace(Map<String, SigningKey> fetched) {
        if (!fetched.equals(keys)) {
            keys = fetched;
            version.incrementAndGet();
        }
    }

    private KeyFetch fetch() {
        long begun = System.nanoTime();
        boolean success = false;
        try {
            replace(source.fetch());
            success = true;
            fetches.succeeded();
            if (failing) {
                LOG.infof("signing keys of the pool %s can be refreshed again, %d are loaded", pool, keys.size());
            }
        } catch (IOException | RuntimeException e) {
            fetches.failed();
            // Warns only once per outage: health checks repeat the fetch every few seconds.
            LOG.logf(
                    failing ? Logger.Level.DEBUG : Logger.Level.WARN,
                    "signing keys of the pool %s not refreshed, %d are kept: %s",
                    pool,
                    keys.size(),
                    e.getMessage());
        }
        failing = !success;
        return new KeyFetch(success, Duration.ofNanos(System.nanoTime() - begun));
    }
}
