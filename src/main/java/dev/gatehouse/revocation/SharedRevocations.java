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
 * Tells other replicas what was revoked here, and learns what was revoked there. While the store is lost, both are made up for
 * when it is back: what was revoked here waits, and what was revoked there is read from where reading had ended.
 */
@Singleton
public class SharedRevocations {
    private static final Logger LOG = Logger.getLogger(SharedRevocations.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    /** A start waits so long to learn what is revoked, then goes on as it would with a lost store. */
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
    /** Of the one thread that follows: whether there was nothing new when it last looked. */
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
                .description("Sign-ins and users whose tokens are refused")
                .register(metrics);
        Gauge.builder("gatehouse.revocation.store.lost.since", this::lostSinceSeconds)
                .description("Since when the shared store is lost, in seconds since the epoch; 0 while it is not")
                .register(metrics);
        Gauge.builder("gatehouse.revocations.waiting", waitingCount, AtomicInteger::get)
                .description("Revocations that the shared store has not been told of yet")
                .register(metrics);
    }

    /** Whether replicas share revocations at all. */
    public boolean isSharing() {
        return sharing;
    }

    /** Whether the store cannot be reached now. */
    public boolean isLost() {
        return lostSince != null;
    }

    @Startup
    void begin() throws InterruptedException {
        if (sharing) {
            stream.requireRedis();
            executor.execute(this::follow);
            if (!firstRead.await(FIRST_READ.toMillis(), TimeUnit.MILLISECONDS)) {
                lost("it has not been read within " + FIRST_READ.toSeconds() + " s");
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    /** Tells the store, now if it can be reached, else when it is back. */
    void publish(Revocation revocation) {
        if (!sharing) {
            return;
        }
        if (isLost()) {
            keepWaiting(revocation);
            return;
        }
        try {
            stream.append(revocation);
        } catch (RuntimeException e) {
            keepWaiting(revocation);
            lost(RedisFailure.reason(e));
        }
    }

    private void keepWaiting(Revocation revocation) {
        if (waitingCount.incrementAndGet() > maxWaiting) {
            waitingCount.decrementAndGet();
            LOG.error("too many revocations wait for the shared store: one stays known to this replica only");
        } else {
            waiting.add(revocation);
        }
    }

    private void follow() {
        boolean running = true;
        while (running) {
            try {
                followOnce();
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
     * One turn: what is new is learned, what waits is told, and when all is learned the store counts as found. Whether the
     * store forgot is asked before anything new in it hides that.
     */
    private void followOnce() {
        if ((isLost() || idle) && stream.hasForgotten()) {
            LOG.warn("the shared store has lost revocations: it is told again what is known here");
            stream.republish(live);
            idle = false;
        }
        int read = stream.read(live::add, idle);
        idle = read == 0;
        if (read < RevocationStream.BATCH) {
            tellWaiting();
            found();
        }
    }

    private void tellWaiting() {
        for (Revocation next = waiting.peek(); next != null; next = waiting.peek()) {
            stream.append(next);
            waiting.poll();
            waitingCount.decrementAndGet();
        }
    }

    private boolean pauseAfter(RuntimeException e) {
        lost(RedisFailure.reason(e));
        idle = false;
        firstRead.countDown();
        try {
            return !stopped.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void lost(String why) {
        if (lostSince == null) {
            lostSince = clock.instant();
            LOG.warnf("the shared store of revocations is lost since %s: %s", lostSince, why);
        }
    }

    private synchronized void found() {
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
