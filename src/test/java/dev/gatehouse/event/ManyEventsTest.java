package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Redis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Memory stays flat however many events there are: by default 5,000, with {@code -Dgatehouse.test.events=1000000} as many as
 * that. Prints the used heap after each tenth.
 */
@Tag("proof")
@Tag("redis")
class ManyEventsTest {
    private static final int EVENTS = Integer.getInteger("gatehouse.test.events", 5_000);
    private static final int PARTS = 10;
    private static final long MAY_GROW = 8L << 20;
    private static final RetryPlan PLAN = new RetryPlan(Duration.ofSeconds(1), Duration.ofHours(24));

    private final TestReceiver receiver = TestReceiver.start();
    private final Sending sending = new Sending();
    private final EventMetrics metrics = new EventMetrics(new SimpleMeterRegistry(), Clock.systemUTC());

    @AfterEach
    void close() {
        receiver.close();
        sending.close();
    }

    @Test
    void inMemoryTheyLeaveNothing() throws InterruptedException {
        deliver(new MemoryStore(Clock.systemUTC(), 1000));
    }

    @Test
    void inRedisTheyLeaveNothing() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try (Redis redis = Redis.start()) {
            var client = io.vertx.mutiny.redis.client.Redis.createClient(vertx, redis.url());
            RedisDataSource source =
                    new BlockingRedisDataSourceImpl(vertx, client, RedisAPI.api(client), Duration.ofSeconds(5));
            EventStream stream = new EventStream(() -> source, "a-replica");
            RedisStore store = new RedisStore(
                    stream,
                    metrics,
                    Clock.systemUTC(),
                    new RedisStore.Limits(1000, 100_000, 10_000, Duration.ofMinutes(1)));
            store.begin(sending.executor);
            deliver(store);
            assertThat(stream.oldest()).isEmpty();
        } finally {
            vertx.closeAndAwait();
        }
    }

    private void deliver(EventStore store) throws InterruptedException {
        receiver.keepNothing();
        Deliveries deliveries =
                new Deliveries(store, sending.to(receiver), metrics, PLAN, Clock.systemUTC(), sending.executor, 16);
        deliveries.begin();
        List<Long> used = new ArrayList<>();
        for (int part = 1; part <= PARTS; part++) {
            int until = EVENTS / PARTS * part;
            for (int i = EVENTS / PARTS * (part - 1); i < until; i++) {
                Event event = Sending.event(Instant.now());
                TestReceiver.await("room", () -> store.offer(event));
            }
            TestReceiver.await(until + " events", () -> receiver.count() >= until);
            used.add(usedHeap());
            System.out.printf(
                    "%s, %d events, used heap %d KiB%n", store.getClass().getSimpleName(), until, used.getLast() >> 10);
        }
        deliveries.drain(Duration.ofSeconds(5));
        assertThat(used.getLast()).isLessThan(used.getFirst() + MAY_GROW);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
