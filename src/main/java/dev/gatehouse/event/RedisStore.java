package dev.gatehouse.event;

import dev.gatehouse.log.OncePerMinute;
import dev.gatehouse.redis.RedisFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in a Redis stream, from which every replica delivers. A bounded queue in memory comes first, so that no request
 * waits for Redis.
 */
final class RedisStore implements EventStore {
    private static final Logger LOG = Logger.getLogger(RedisStore.class);
    private static final long MOMENT_MILLIS = 500;

    private final EventStream stream;
    private final EventMetrics metrics;
    private final Clock clock;
    private final Limits limits;
    private final OncePerMinute readWarnings;
    private final OncePerMinute writeWarnings;
    private final BlockingQueue<Event> queue;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private Instant nextClaim = Instant.MIN;
    private boolean retriesFirst;

    /**
     * @param queued the most events in memory
     * @param stored the most undelivered events in the stream
     * @param deadLetters the most dead letters
     * @param lease how long a replica may take for an attempt, before another makes it
     */
    record Limits(int queued, int stored, int deadLetters, Duration lease) {}

    RedisStore(EventStream stream, EventMetrics metrics, Clock clock, Limits limits) {
        this.stream = stream;
        this.metrics = metrics;
        this.clock = clock;
        this.limits = limits;
        this.readWarnings = new OncePerMinute(clock);
        this.writeWarnings = new OncePerMinute(clock);
        this.queue = new ArrayBlockingQueue<>(limits.queued());
    }

    /** Begins to write. */
    void begin(ExecutorService executor) {
        executor.execute(this::writeUntilClosed);
    }

    @Override
    public boolean offer(Event event) {
        return queue.offer(event);
    }

    private void writeUntilClosed() {
        try {
            quietly(stream::warnOfEviction);
            while (!isClosing() || !queue.isEmpty()) {
                @Nullable Event next = queue.poll(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            written.countDown();
        }
    }

    /** Until it is written, or the service ends: Redis may be away for a while. */
    private void write(Event event) throws InterruptedException {
        while (true) {
            try {
                if (!stream.add(event, limits.stored())) {
                    metrics.dropped();
                }
                return;
            } catch (RuntimeException e) {
                if (writeWarnings.isDue()) {
                    LOG.warnf("an event cannot be written to Redis now: %s", RedisFailure.reason(e));
                }
                if (closing.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
                    metrics.dropped();
                    return;
                }
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    @Override
    public List<Due> take(int most) throws InterruptedException {
        try {
            return taken(most);
        } catch (RuntimeException e) {
            if (!EventStream.isGroupMissing(e)) {
                throw e;
            }
            stream.createGroup();
            if (readWarnings.isDue()) {
                LOG.info("made the stream of events in Redis, which was not there");
            }
            boolean _ = closing.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            return List.of();
        }
    }

    /** A Redis without memory refuses the lease of retries, and still has new events, whose delivery frees memory. */
    private List<Due> retries(int most) {
        try {
            return stream.retries(most, clock.instant(), limits.lease());
        } catch (RuntimeException e) {
            if (readWarnings.isDue()) {
                LOG.warnf("events that wait for another attempt cannot be read: %s", RedisFailure.reason(e));
            }
            return List.of();
        }
    }

    /** Neither old nor new events wait for all of the others. */
    private List<Due> taken(int most) {
        List<Due> due = new ArrayList<>();
        retriesFirst = !retriesFirst;
        if (retriesFirst || most > 1) {
            due.addAll(retries((most + 1) / 2));
        }
        if (due.size() < most && !clock.instant().isBefore(nextClaim)) {
            due.addAll(stream.claimed(most - due.size(), limits.lease()));
            if (stream.isClaimedToTheEnd()) {
                stream.sweep(limits.lease().multipliedBy(2));
                nextClaim = clock.instant().plus(limits.lease().dividedBy(4));
            }
        }
        if (due.size() < most) {
            due.addAll(stream.news(most - due.size(), due.isEmpty()));
        }
        return due;
    }

    @Override
    public void delivered(Due due) {
        stream.remove(due);
    }

    @Override
    public void retry(Due due, Instant at) {
        stream.retry(due, at);
    }

    @Override
    public void bury(Due due) {
        stream.bury(due, limits.deadLetters());
    }

    @Override
    public Optional<Instant> oldest() {
        return stream.oldest();
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        if (written.await(2 * MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
            quietly(stream::leave);
        }
    }

    private static void quietly(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.debugf("Redis failed: %s", RedisFailure.reason(e));
        }
    }
}
