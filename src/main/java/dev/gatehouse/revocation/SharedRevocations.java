package dev.gatehouse.revocation;

import dev.gatehouse.redis.RedisFailure;
import dev.gatehouse.revocation.RevocationConfig.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Shares revocations between replicas through Redis. While Redis is unreachable, local revocations are queued, and those of
 * other replicas are read afterwards from the last position.
 */
@Singleton
public class SharedRevocations {
    private static final Logger LOG = Logger.getLogger(SharedRevocations.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    /** How long the start waits for the first read; afterwards it continues as with an unreachable store. */
    private static final Duration FIRST_READ = Duration.ofSeconds(10);

    private final RevocationStream stream;
    private final LiveRevocations live;
    private final Clock clock;
    private final ExecutorService executor;
    private final boolean sharing;
    private final int maxWaiting;
    private final Queue<Revocation> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final CountDownLatch firstRead = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Instant lostSince;
    /** Used by the reader thread only: whether its last read returned nothing. */
    private boolean idle;

    SharedRevocations(
            RevocationStream stream,
            RevocationConfig config,
            LiveRevocations live,
            Clock clock,
            @VirtualThreads ExecutorService executor,
            MeterRegistry metrics) {
        this.stream = stream;
        this.live = live;
        this.clock = clock;
        this.executor = executor;
        this.sharing = config.store() == Store.REDIS;
        this.maxWaiting = config.maxWaiting();
        Gauge.builder("gatehouse.revocations", live, LiveRevocations::size)
                .description("Sessions and users whose tokens are refused")
                .register(metrics);
        Gauge.builder("gatehouse.revocation.store.lost.since", this::lostSinceSeconds)
                .description(
                        "Since when the shared store is unreachable, in seconds since the epoch; 0 while reachable")
                .register(metrics);
        Gauge.builder("gatehouse.revocations.waiting", waitingCount, AtomicInteger::get)
                .description("Revocations queued for the shared store")
                .register(metrics);
    }

    /** Whether replicas share revocations. */
    public boolean isSharing() {
        return sharing;
    }

    /** Whether the store is unreachable now. */
    public boolean isLost() {
        return lostSince != null;
    }

    @Startup
    void begin() throws InterruptedException {
        if (sharing) {
            stream.requireRedis();
            executor.execute(this::readUntilStopped);
            if (!firstRead.await(FIRST_READ.toMillis(), TimeUnit.MILLISECONDS)) {
                markLost("it has not been read within " + FIRST_READ.toSeconds() + " s");
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    /** Writes the revocation to the store, or queues it while the store is unreachable. */
    void publish(Revocation revocation) {
        if (!sharing) {
            return;
        }
        if (isLost()) {
            enqueue(revocation);
            return;
        }
        try {
            stream.append(revocation);
        } catch (RuntimeException e) {
            enqueue(revocation);
            markLost(RedisFailure.reason(e));
        }
    }

    private void enqueue(Revocation revocation) {
        if (waitingCount.incrementAndGet() > maxWaiting) {
            waitingCount.decrementAndGet();
            LOG.error("the queue of revocations for the shared store is full: one is known to this replica only");
        } else {
            waiting.add(revocation);
        }
    }

    private void readUntilStopped() {
        boolean running = true;
        while (running) {
            try {
                readOnce();
                running = !stopped.await(0, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            } catch (RuntimeException e) {
                running = pauseAfter(e);
            }
        }
    }

    /**
     * One iteration: reads new entries, writes queued ones, and marks the store as reachable after reading all. The check for
     * lost entries comes first, because new entries would hide a loss.
     */
    private void readOnce() {
        if ((isLost() || idle) && stream.hasLostEntries()) {
            LOG.warn("the shared store has lost revocations: writing those of this replica again");
            stream.republish(live);
            idle = false;
        }
        int read = stream.read(live::add, idle);
        idle = read == 0;
        if (read < RevocationStream.BATCH) {
            writeQueued();
            markReachable();
        }
    }

    private void writeQueued() {
        for (Revocation next = waiting.peek(); next != null; next = waiting.peek()) {
            stream.append(next);
            waiting.poll();
            waitingCount.decrementAndGet();
        }
    }

    private boolean pauseAfter(RuntimeException e) {
        markLost(RedisFailure.reason(e));
        idle = false;
        firstRead.countDown();
        try {
            return !stopped.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void markLost(String why) {
        if (lostSince == null) {
            lostSince = clock.instant();
            LOG.warnf("the shared store of revocations is lost since %s: %s", lostSince, why);
        }
    }

    private synchronized void markReachable() {
        if (lostSince != null) {
            LOG.infof("the shared store of revocations is back; it was lost since %s", lostSince);
            lostSince = null;
        }
        firstRead.countDown();
    }

    private double lostSinceSeconds() {
        Instant since = lostSince;
        return since == null ? 0 : since.getEpochSecond();
    }
}
