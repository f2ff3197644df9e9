package dev.gatehouse.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
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
 * Keeps the pool's signing keys in memory: fetched at start, refreshed in the background, kept through outages. A key id
 * that is not known causes one early fetch, shared by all who wait for it, and no second one within the cool-down.
 */
@Singleton
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final JwksClient client;
    private final TokenConfig config;
    private final Clock clock;
    private final ExecutorService executor;
    private final ScheduledExecutorService scheduler;
    private final Counter succeeded;
    private final Counter failed;
    private volatile Map<String, SigningKey> keys = Map.of();
    private final AtomicInteger version = new AtomicInteger();
    private volatile boolean failing;
    private Instant lastFetch = Instant.MIN;
    private Instant lastEarlyFetch = Instant.MIN;
    private CompletableFuture<KeyFetch> fetching =
            CompletableFuture.completedFuture(new KeyFetch(false, Duration.ZERO));
    private volatile CompletableFuture<KeyFetch> first = fetching;
    private @Nullable ScheduledFuture<?> schedule;

    SigningKeys(
            JwksClient client,
            TokenConfig config,
            @Identifier("steady") Clock clock,
            @VirtualThreads ExecutorService executor,
            ScheduledExecutorService scheduler,
            MeterRegistry metrics) {
        this.client = client;
        this.config = config;
        this.clock = clock;
        this.executor = executor;
        this.scheduler = scheduler;
        this.succeeded = fetches(metrics, "success");
        this.failed = fetches(metrics, "failure");
        Gauge.builder("gatehouse.signing.keys", () -> keys.size())
                .description("Signing keys held")
                .register(metrics);
    }

    private static Counter fetches(MeterRegistry metrics, String outcome) {
        return Counter.builder("gatehouse.signing.key.fetches")
                .description("Fetches of the pool's signing keys")
                .tag("outcome", outcome)
                .register(metrics);
    }

    /** Does not wait: the service can answer what needs no key, and what does waits for this fetch. */
    @Startup
    void start() {
        first = refreshOlderThan(Duration.ZERO);
        long tick = config.keyRefreshCoolDown().toMillis();
        schedule = scheduler.scheduleWithFixedDelay(this::refreshWhenDue, tick, tick, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        if (schedule != null) {
            schedule.cancel(false);
        }
    }

    /** The key with this id, or nothing. Never blocks. */
    @Nullable
    SigningKey get(String id) {
        return keys.get(id);
    }

    /** Changes whenever the keys do. */
    int version() {
        return version.get();
    }

    /** Whether any key is held, so that tokens can be judged at all. */
    public boolean loaded() {
        return !keys.isEmpty();
    }

    /** Whether the first fetch is under way. */
    boolean loading() {
        return !first.isDone();
    }

    /** For a key that is not held: the first fetch while it is under way, later an early one. */
    CompletableFuture<KeyFetch> missing() {
        return loading() ? first.copy() : refreshEarly();
    }

    /** Whether the last fetch failed, so that a key that is not held may be one of the pool all the same. */
    boolean failing() {
        return failing;
    }

    /** How long a caller should wait for keys when none are held. */
    Duration retryAfter() {
        return config.keyRefreshCoolDown();
    }

    /**
     * For an unknown key id: completes after the fetch that all share, or at once within the cool-down of the last one. One
     * that is under way may have been answered before the key was published, so it is followed by another.
     */
    synchronized CompletableFuture<KeyFetch> refreshEarly() {
        Instant now = clock.instant();
        if (isOver(lastEarlyFetch, config.keyRefreshCoolDown(), now)) {
            lastEarlyFetch = now;
            begin(now);
        }
        return shared();
    }

    /** The last fetch, or the one under way; a new one if the last began longer ago than this. */
    public synchronized CompletableFuture<KeyFetch> refreshOlderThan(Duration age) {
        Instant now = clock.instant();
        if (fetching.isDone() && isOver(lastFetch, age, now)) {
            begin(now);
        }
        return shared();
    }

    private static boolean isOver(Instant last, Duration pause, Instant now) {
        return last.equals(Instant.MIN) || !now.isBefore(last.plus(pause));
    }

    /** Never two at once. */
    private void begin(Instant now) {
        lastFetch = now;
        fetching = fetching.handleAsync((_, _) -> fetch(), executor);
    }

    /** A copy, because a waiter that goes away cancels what it waits for. */
    private CompletableFuture<KeyFetch> shared() {
        return fetching.copy();
    }

    /** After a failure soon again, or a withdrawn key would be accepted for an interval more. */
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
            replace(client.fetch());
            success = true;
            succeeded.increment();
            if (failing) {
                LOG.infof("signing keys can be refreshed again, %d are held", keys.size());
            }
        } catch (IOException | RuntimeException e) {
            failed.increment();
            // One line when it begins: whoever watches the health would get one every few seconds.
            LOG.logf(
                    failing ? Logger.Level.DEBUG : Logger.Level.WARN,
                    "signing keys not refreshed, %d are kept: %s",
                    keys.size(),
                    e.getMessage());
        }
        failing = !success;
        return new KeyFetch(success, Duration.ofNanos(System.nanoTime() - begun));
    }
}
