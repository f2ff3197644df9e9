package dev.gatehouse.token;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
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
    private volatile Map<String, SigningKey> keys = Map.of();
    private @Nullable Instant lastFetch;
    private CompletableFuture<Void> fetching = CompletableFuture.completedFuture(null);
    private @Nullable ScheduledFuture<?> schedule;

    SigningKeys(
            JwksClient client,
            TokenConfig config,
            Clock clock,
            @VirtualThreads ExecutorService executor,
            ScheduledExecutorService scheduler) {
        this.client = client;
        this.config = config;
        this.clock = clock;
        this.executor = executor;
        this.scheduler = scheduler;
    }

    @Startup
    void start() {
        fetchOnce(Duration.ZERO).join();
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

    /** Whether any key is held, so that tokens can be judged at all. */
    public boolean loaded() {
        return !keys.isEmpty();
    }

    /** How long a caller should wait for keys when none are held. */
    Duration retryAfter() {
        return config.keyRefreshCoolDown();
    }

    /** Completes when the keys are as fresh as the cool-down allows: at once, or after the fetch that all share. */
    CompletableFuture<Void> refreshEarly() {
        return fetchOnce(config.keyRefreshCoolDown());
    }

    private void refreshWhenDue() {
        fetchOnce(loaded() ? config.keyRefreshInterval() : config.keyRefreshCoolDown())
                .join();
    }

    /** The fetch under way, or a new one unless the last began less than this long ago. */
    private synchronized CompletableFuture<Void> fetchOnce(Duration sinceLast) {
        Instant now = clock.instant();
        if (fetching.isDone() && !now.isBefore(notBefore(sinceLast))) {
            lastFetch = now;
            fetching = CompletableFuture.runAsync(this::fetch, executor);
        }
        return fetching;
    }

    private Instant notBefore(Duration sinceLast) {
        return lastFetch == null ? Instant.MIN : lastFetch.plus(sinceLast);
    }

    private void fetch() {
        try {
            keys = client.fetch();
            LOG.debugf("%d signing keys are held", keys.size());
        } catch (IOException e) {
            LOG.warnf("signing keys not refreshed, %d are kept: %s", keys.size(), e.getMessage());
        }
    }
}
