package dev.gatehouse.event;

import dev.gatehouse.event.EventStore.Due;
import dev.gatehouse.log.OncePerMinute;
import dev.gatehouse.redis.RedisFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Delivers the events of a store, several at the same time, so that a slow answer does not hold up the others. Each is tried
 * until it is delivered, or its time is over. A receiver that answers 410 gets no more events from this process.
 */
final class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final long MOMENT_MILLIS = 200;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    /** The longest time that a receiver can stop all events for. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final EventStore store;
    private final Receiver receiver;
    private final EventMetrics metrics;
    private final RetryPlan plan;
    private final Clock clock;
    private final ExecutorService executor;
    private final int concurrency;
    private final Semaphore free;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean gone;
    private final OncePerMinute failingWarnings;
    private final OncePerMinute storeWarnings;
    private final OncePerMinute outcomeWarnings;
    private volatile Instant pausedUntil = Instant.MIN;
    private Instant nextLook = Instant.MIN;

    Deliveries(
            EventStore store,
            Receiver receiver,
            EventMetrics metrics,
            RetryPlan plan,
            Clock clock,
            ExecutorService executor,
            int concurrency) {
        this.store = store;
        this.receiver = receiver;
        this.metrics = metrics;
        this.plan = plan;
        this.clock = clock;
        this.executor = executor;
        this.concurrency = concurrency;
        this.free = new Semaphore(concurrency);
        this.failingWarnings = new OncePerMinute(clock);
        this.storeWarnings = new OncePerMinute(clock);
        this.outcomeWarnings = new OncePerMinute(clock);
    }

    void begin() {
        executor.execute(this::run);
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                try {
                    look();
                    deliverNext();
                } catch (RuntimeException e) {
                    reportStore(e);
                    boolean _ = stopping.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportStore(RuntimeException e) {
        if (storeWarnings.isDue()) {
            LOG.warnf("events cannot be read: %s", RedisFailure.reason(e));
        }
    }

    private void look() {
        if (!clock.instant().isBefore(nextLook)) {
            nextLook = clock.instant().plus(BETWEEN_LOOKS);
            metrics.oldest(store.oldest());
        }
    }

    private void deliverNext() throws InterruptedException {
        if (gone || clock.instant().isBefore(pausedUntil)) {
            boolean _ = stopping.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        if (!free.tryAcquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
            return;
        }
        int most = 1 + free.drainPermits();
        int taken = 0;
        try {
            for (Due due : store.take(most)) {
                executor.execute(() -> deliver(due));
                taken++;
            }
        } finally {
            free.release(most - taken);
        }
    }

    private void deliver(Due due) {
        Instant resumed = pausedUntil;
        try {
            if (clock.instant().isBefore(resumed)) {
                // It was taken just before the receiver asked for a pause.
                store.retry(due, resumed);
            } else if (!gone) {
                settle(due, receiver.attempt(due.event()));
            }
        } catch (RuntimeException e) {
            // It stays in Redis, and is tried again when its lease ends.
            if (outcomeWarnings.isDue()) {
                LOG.warnf("what became of an event cannot be written: %s", RedisFailure.reason(e));
            }
        } finally {
            free.release();
        }
    }

    private void settle(Due due, Attempt attempt) {
        switch (attempt) {
            case Attempt.Delivered() -> {
                metrics.delivered();
                store.delivered(due);
            }
            case Attempt.Failed(String reason, Duration wait) -> {
                Instant now = clock.instant();
                pause(wait);
                reportFailing(reason);
                metrics.failed();
                Optional<Instant> next = plan.next(
                        now, due.event().at(), wait, ThreadLocalRandom.current().nextDouble());
                if (next.isPresent()) {
                    store.retry(due, next.get());
                } else {
                    store.bury(due);
                    metrics.dead();
                }
            }
            case Attempt.Gone() -> stop();
        }
    }

    /** A shorter wait that another attempt was told does not end a longer one. */
    private synchronized void pause(Duration wait) {
        Instant until = clock.instant().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        if (wait.isPositive() && until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
    }

    private synchronized void stop() {
        if (!gone) {
            gone = true;
            LOG.error("the receiver of events wants no more (410): none is sent until the next start");
            metrics.gone();
        }
        metrics.failed();
    }

    private void reportFailing(String reason) {
        if (failingWarnings.isDue()) {
            LOG.warnf("an event cannot be delivered now: %s", reason);
        }
    }

    /** Delivers what only this process has, then takes no more, and waits for those under way; not longer than the timeout. */
    void drain(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (!gone && store instanceof MemoryStore && store.oldest().isPresent() && System.nanoTime() < end) {
            boolean _ = stopping.await(MOMENT_MILLIS / 10, TimeUnit.MILLISECONDS);
        }
        stopping.countDown();
        if (free.tryAcquire(concurrency, Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            free.release(concurrency);
        }
    }
}
