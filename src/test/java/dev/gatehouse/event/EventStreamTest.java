package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Log;
import dev.gatehouse.support.Redis;
import dev.gatehouse.support.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events through a real Redis to a real receiver. */
@Tag("redis")
class EventStreamTest {
    private static final Duration LEASE = Duration.ofMillis(1500);
    private static final int STORED = 50;
    private static final int DEAD_LETTERS = 3;
    private static final RetryPlan PLAN = new RetryPlan(Duration.ofMillis(100), Duration.ofHours(24));

    private static Redis redis;
    private static Vertx vertx;
    private static RedisDataSource source;

    private final TestReceiver receiver = TestReceiver.start();
    private final Sending sending = new Sending();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EventMetrics metrics = new EventMetrics(registry, Clock.systemUTC());
    private final List<Replica> replicas = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = Redis.start();
        vertx = Vertx.vertx();
        source = source(redis);
    }

    private static RedisDataSource source(Redis server) {
        var client = io.vertx.mutiny.redis.client.Redis.createClient(vertx, server.url());
        return new BlockingRedisDataSourceImpl(vertx, client, RedisAPI.api(client), Duration.ofSeconds(2));
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
        redis.close();
    }

    @BeforeEach
    void empty() {
        RedisClient.call(redis.url(), "FLUSHALL");
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.end();
        }
        sending.close();
        receiver.close();
    }

    /** What a replica has of all this. */
    private final class Replica {
        private final EventStream stream =
                new EventStream(() -> source, UUID.randomUUID().toString());
        private final RedisStore store = new RedisStore(
                stream, metrics, Clock.systemUTC(), new RedisStore.Limits(1000, STORED, DEAD_LETTERS, LEASE));
        private final Deliveries deliveries;

        Replica(RetryPlan plan) {
            deliveries =
                    new Deliveries(store, sending.to(receiver), metrics, plan, Clock.systemUTC(), sending.executor, 4);
            replicas.add(this);
        }

        Replica begin() {
            store.begin(sending.executor);
            deliveries.begin();
            return this;
        }

        void end() throws InterruptedException {
            deliveries.drain(Duration.ofMillis(500));
            store.close();
        }
    }

    private Replica replica() {
        return new Replica(PLAN).begin();
    }

    private static Event event() {
        return Sending.event(Instant.now());
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }

    private void awaitCount(String name, int count) {
        TestReceiver.await(count + " in " + name, () -> count(name) >= count);
    }

    private static int number(String... command) {
        return Integer.parseInt(RedisClient.call(redis.url(), command).getFirst());
    }

    private static long consumers() {
        return RedisClient.call(redis.url(), "XINFO", "CONSUMERS", EventStream.STREAM, EventStream.GROUP).stream()
                .filter("pending"::equals)
                .count();
    }

    @Test
    void eventIsDeliveredOnceAndRemoved() {
        replica();
        Replica other = replica();
        Event event = event();
        other.store.offer(event);
        assertThat(receiver.await(1).getFirst().body()).isEqualTo(event.body());
        TestReceiver.await("an empty stream", () -> number("XLEN", EventStream.STREAM) == 0);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void eventsOfBeforeTheGroupAreDelivered() {
        Replica first = new Replica(PLAN);
        first.stream.add(event(), STORED);
        first.begin();
        receiver.await(1);
    }

    @Test
    void failedEventIsTriedAgainWithTheSameIdAndBody() {
        receiver.answerNext(500);
        replica().store.offer(event());
        var sent = receiver.await(2);
        assertThat(sent.get(1).header("webhook-id")).isEqualTo(sent.get(0).header("webhook-id"));
        assertThat(sent.get(1).body()).isEqualTo(sent.get(0).body());
        TestReceiver.await("an empty stream", () -> number("XLEN", EventStream.STREAM) == 0);
        assertThat(number("ZCARD", EventStream.RETRIES)).isZero();
    }

    @Test
    void ageOfTheOldestIsKnown() {
        Replica replica = new Replica(PLAN);
        Instant at = Instant.ofEpochMilli(1_700_000_000_000L);
        replica.stream.add(Sending.event(at), STORED);
        replica.stream.add(event(), STORED);
        assertThat(replica.store.oldest()).contains(at);
    }

    @Nested
    class DeadLetters {
        @Test
        void eventIsOneAfterItsTime() {
            receiver.answerAlways(500);
            Event event = event();
            new Replica(new RetryPlan(Duration.ofMillis(100), Duration.ofMillis(400)))
                    .begin()
                    .store
                    .offer(event);
            awaitCount("gatehouse.event.dead.letters", 1);
            TestReceiver.await("an empty stream", () -> number("XLEN", EventStream.STREAM) == 0);
            assertThat(RedisClient.call(redis.url(), "XRANGE", EventStream.DEAD, "-", "+"))
                    .contains(event.id(), event.body());
            assertThat(number("ZCARD", EventStream.RETRIES)).isZero();
        }

        @Test
        void theirNumberIsBounded() {
            receiver.answerAlways(500);
            Replica replica = new Replica(new RetryPlan(Duration.ofMillis(1), Duration.ZERO)).begin();
            for (int i = 0; i < DEAD_LETTERS + 4; i++) {
                replica.store.offer(event());
            }
            awaitCount("gatehouse.event.dead.letters", DEAD_LETTERS + 4);
            TestReceiver.await("an empty stream", () -> number("XLEN", EventStream.STREAM) == 0);
            assertThat(number("XLEN", EventStream.DEAD)).isEqualTo(DEAD_LETTERS);
        }
    }

    @Nested
    class FullStream {
        @Test
        void dropsNewEventsAndKeepsTheUndelivered() {
            receiver.answerAlways(receiver.hanging());
            Replica replica = replica();
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < STORED + 10; i++) {
                events.add(event());
                replica.store.offer(events.getLast());
            }
            awaitCount("gatehouse.event.dropped", 10);
            assertThat(number("XLEN", EventStream.STREAM)).isEqualTo(STORED);
            assertThat(RedisClient.call(redis.url(), "XRANGE", EventStream.STREAM, "-", "+"))
                    .contains(events.getFirst().id())
                    .doesNotContain(events.getLast().id());
        }
    }

    @Nested
    class LostGroup {
        @Test
        void eventIsDeliveredWithoutARestart() {
            Replica replica = replica();
            replica.store.offer(event());
            receiver.await(1);
            TestReceiver.await("an empty stream", () -> number("XLEN", EventStream.STREAM) == 0);
            List<String> lines = Log.of("dev.gatehouse.event", () -> {
                RedisClient.call(redis.url(), "DEL", EventStream.STREAM);
                replica.store.offer(event());
                receiver.await(2);
            });
            assertThat(lines).hasSizeLessThan(5);
        }

        @Test
        void lostScheduleDoesNotLoseTheEvent() {
            receiver.answerNext(503, "Retry-After", "1");
            Replica replica = replica();
            replica.store.offer(event());
            awaitCount("gatehouse.event.failed.attempts", 1);
            RedisClient.call(redis.url(), "DEL", EventStream.RETRIES);
            receiver.await(2);
        }
    }

    @Nested
    class EndedReplica {
        /** It has taken the event, and dies before it has an answer. */
        @Test
        void eventIsDeliveredByAnother() throws InterruptedException {
            Replica dying = new Replica(PLAN);
            dying.stream.createGroup();
            Event event = event();
            dying.stream.add(event, STORED);
            assertThat(dying.store.take(1)).hasSize(1);

            replica();
            assertThat(receiver.await(1).getFirst().body()).isEqualTo(event.body());
        }

        @Test
        void retryIsMadeByAnother() throws InterruptedException {
            Replica dying = new Replica(PLAN);
            dying.stream.createGroup();
            dying.stream.add(event(), STORED);
            dying.store.retry(dying.store.take(1).getFirst(), Instant.now());
            replica();
            receiver.await(1);
        }

        @Test
        void orderlyEndLeavesNoConsumer() throws InterruptedException {
            Replica replica = replica();
            replica.store.offer(event());
            receiver.await(1);
            TestReceiver.await("an empty stream", () -> number("XLEN", EventStream.STREAM) == 0);
            replica.end();
            assertThat(consumers()).isZero();
        }

        @Test
        void consumerWithAPendingEventStaysAtItsEnd() throws InterruptedException {
            Replica replica = new Replica(PLAN);
            replica.stream.createGroup();
            replica.stream.add(event(), STORED);
            replica.store.take(1);
            replica.stream.leave();
            assertThat(consumers()).isEqualTo(1);
        }

        @Test
        @Tag("proof")
        void consumersOfManyDoNotPileUp() throws InterruptedException {
            Event event = event();
            for (int i = 0; i < 10; i++) {
                Replica dying = new Replica(PLAN);
                dying.stream.createGroup();
                dying.stream.add(i == 4 ? event : event(), STORED);
                List<EventStore.Due> due = dying.store.take(1);
                if (i != 4) {
                    dying.store.delivered(due.getFirst());
                }
            }
            replica();
            assertThat(receiver.await(1).getFirst().body()).isEqualTo(event.body());
            TestReceiver.await("one consumer", () -> consumers() == 1);
        }
    }

    @Nested
    class RedisOutage {
        @Test
        void eventsWaitInMemory() {
            try (Redis own = Redis.start()) {
                RedisDataSource there = source(own);
                RedisStore store = new RedisStore(
                        new EventStream(() -> there, "a-replica"),
                        metrics,
                        Clock.systemUTC(),
                        new RedisStore.Limits(10, STORED, DEAD_LETTERS, LEASE));
                own.kill();
                store.begin(sending.executor);
                long begun = System.nanoTime();
                for (int i = 0; i < 5; i++) {
                    assertThat(store.offer(event())).isTrue();
                }
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(200));
                own.restart();
                TestReceiver.await("all of them", () -> RedisClient.call(own.url(), "XLEN", EventStream.STREAM)
                        .getFirst()
                        .equals("5"));
            }
        }
    }

    /** What fails again and again is one line a minute. */
    @Nested
    class LinesOfAnOutage {
        private static final int TIMES = 3;

        private final Redis own = Redis.start();
        private final RedisDataSource there = source(own);
        private final AtomicInteger calls = new AtomicInteger();
        private final RedisStore store = new RedisStore(
                new EventStream(
                        () -> {
                            calls.incrementAndGet();
                            return there;
                        },
                        "a-replica"),
                metrics,
                Clock.systemUTC(),
                new RedisStore.Limits(10, STORED, DEAD_LETTERS, LEASE));
        private final Deliveries deliveries =
                new Deliveries(store, sending.to(receiver), metrics, PLAN, Clock.systemUTC(), sending.executor, 4);

        @AfterEach
        void end() throws InterruptedException {
            deliveries.drain(Duration.ZERO);
            store.close();
            own.close();
        }

        /** Waits for the attempts under way. */
        private void drained() {
            try {
                deliveries.drain(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void awaitFailures() {
            int before = calls.get();
            // One of them may be under way.
            TestReceiver.await(TIMES + " failures", () -> calls.get() > before + TIMES);
        }

        @Test
        void ofReading() {
            own.kill();

            List<String> lines = Log.of("dev.gatehouse.event", () -> {
                deliveries.begin();
                awaitFailures();
            });

            assertThat(lines)
                    .filteredOn(line -> line.startsWith("WARN events cannot be read: "))
                    .hasSize(1);
        }

        @Test
        void ofWriting() {
            own.kill();

            List<String> lines = Log.of("dev.gatehouse.event", () -> {
                store.begin(sending.executor);
                store.offer(event());
                awaitFailures();
            });

            assertThat(lines)
                    .filteredOn(line -> line.startsWith("WARN an event cannot be written to Redis now: "))
                    .hasSize(1);
        }

        @Test
        void ofWhatBecameOfEvents() {
            EventStream stream = new EventStream(() -> there, "another");
            for (int i = 0; i < TIMES; i++) {
                stream.add(event(), STORED);
            }
            CountDownLatch killed = new CountDownLatch(1);
            receiver.answerAlways(exchange -> {
                TestReceiver.await("the end of Redis", () -> killed.getCount() == 0);
                TestReceiver.status(exchange, 200);
            });

            List<String> lines = Log.of("dev.gatehouse.event", () -> {
                deliveries.begin();
                receiver.await(TIMES);
                own.kill();
                killed.countDown();
                awaitCount("gatehouse.event.delivered", TIMES);
                drained();
            });

            assertThat(lines)
                    .filteredOn(line -> line.startsWith("WARN what became of an event cannot be written: "))
                    .hasSize(1);
        }
    }

    @Nested
    class RedisWithoutMemory {
        @AfterEach
        void enough() {
            RedisClient.call(redis.url(), "CONFIG", "SET", "maxmemory", "0");
        }

        /** It refuses the lease of retries, and delivering new events frees memory. */
        @Test
        void newEventsAreDelivered() throws InterruptedException {
            Replica replica = new Replica(PLAN);
            replica.stream.createGroup();
            replica.stream.add(event(), STORED);
            replica.store.retry(replica.store.take(1).getFirst(), Instant.now());
            Event event = event();
            replica.stream.add(event, STORED);
            RedisClient.call(redis.url(), "CONFIG", "SET", "maxmemory", "1");

            List<String> lines = Log.of("dev.gatehouse.event", () -> {
                replica.begin();
                assertThat(receiver.await(1).getFirst().body()).isEqualTo(event.body());
                TestReceiver.await("one event left", () -> number("XLEN", EventStream.STREAM) == 1);
            });

            assertThat(lines)
                    .singleElement()
                    .asString()
                    .startsWith("WARN events that wait for another attempt cannot be read: ")
                    .contains("OOM");
            RedisClient.call(redis.url(), "CONFIG", "SET", "maxmemory", "0");
            receiver.await(2);
        }
    }

    @Nested
    class EvictionPolicy {
        private List<String> linesWith(String policy) {
            RedisClient.call(redis.url(), "CONFIG", "SET", "maxmemory-policy", policy);
            try {
                return Log.of("dev.gatehouse.event", new Replica(PLAN).stream::warnOfEviction);
            } finally {
                RedisClient.call(redis.url(), "CONFIG", "SET", "maxmemory-policy", "noeviction");
            }
        }

        @Test
        void thatMayRemoveEventsIsWarnedOf() {
            assertThat(linesWith("allkeys-lru"))
                    .containsExactly("WARN Redis may remove undelivered events: its maxmemory-policy is allkeys-lru;"
                            + " set it to noeviction");
        }

        @Test
        void noevictionIsNot() {
            assertThat(linesWith("noeviction")).isEmpty();
        }
    }
}
