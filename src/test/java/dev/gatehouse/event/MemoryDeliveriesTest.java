package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.event.TestReceiver.Received;
import dev.gatehouse.support.Log;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Events from memory to a real receiver. */
class MemoryDeliveriesTest {
    private static final int ROOM = 1000;
    private static final int CONCURRENCY = 4;
    private static final RetryPlan PLAN = new RetryPlan(Duration.ofSeconds(1), Duration.ofHours(24));

    private final TestReceiver receiver = TestReceiver.start();
    private final Sending sending = new Sending();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EventMetrics metrics = new EventMetrics(registry, sending.clock);
    private final MemoryStore store = new MemoryStore(sending.clock, ROOM);
    private final Deliveries deliveries =
            new Deliveries(store, sending.to(receiver), metrics, PLAN, sending.clock, sending.executor, CONCURRENCY);

    @AfterEach
    void close() throws InterruptedException {
        receiver.close();
        deliveries.drain(Duration.ZERO);
        sending.close();
    }

    private Event happened() {
        Event event = Sending.event(sending.clock.instant());
        assertThat(store.offer(event)).isTrue();
        return event;
    }

    private double count(String name) {
        return Stream.of(registry.find(name).counter())
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private void awaitCount(String name, int count) {
        TestReceiver.await(count + " in " + name, () -> count(name) >= count);
    }

    @Test
    void eventIsDelivered() {
        deliveries.begin();
        Event event = happened();
        assertThat(receiver.await(1).getFirst().body()).isEqualTo(event.body());
        awaitCount("gatehouse.event.delivered", 1);
        TestReceiver.await("an empty store", () -> store.oldest().isEmpty());
    }

    @Test
    void allMetricsExistFromTheStart() {
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains(
                        "gatehouse.event.delivered",
                        "gatehouse.event.failed.attempts",
                        "gatehouse.event.dropped",
                        "gatehouse.event.dead.letters",
                        "gatehouse.event.oldest.waiting",
                        "gatehouse.event.receiver.gone");
    }

    @Nested
    class FailedAttempt {
        /** As a library of Standard Webhooks does, which accepts five minutes. */
        @Test
        void nextOneIsSignedAnewAndOtherwiseTheSame() {
            receiver.answerNext(500);
            deliveries.begin();
            happened();
            Received first = receiver.await(1).getFirst();
            assertThat(first.isVerified(TestReceiver.SECRET, sending.clock.instant()))
                    .isTrue();
            awaitCount("gatehouse.event.failed.attempts", 1);

            sending.clock.advance(Duration.ofMinutes(10));
            Received second = receiver.await(2).getLast();
            assertThat(second.isVerified(TestReceiver.SECRET, sending.clock.instant()))
                    .isTrue();
            assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
            assertThat(second.header("webhook-timestamp")).isNotEqualTo(first.header("webhook-timestamp"));
            assertThat(second.body()).isEqualTo(first.body());
            awaitCount("gatehouse.event.delivered", 1);
        }

        @Test
        void redirectIsTriedAgain() {
            receiver.answerNext(307, "Location", "http://127.0.0.1:1/");
            deliveries.begin();
            happened();
            awaitCount("gatehouse.event.failed.attempts", 1);
            sending.clock.advance(Duration.ofMinutes(1));
            awaitCount("gatehouse.event.delivered", 1);
        }

        @Test
        void afterADayTheEventIsADeadLetter() {
            receiver.answerAlways(500);
            deliveries.begin();
            happened();
            awaitCount("gatehouse.event.failed.attempts", 1);
            sending.clock.advance(Duration.ofHours(24));
            awaitCount("gatehouse.event.dead.letters", 1);
            assertThat(store.oldest()).isEmpty();
        }

        @Test
        void manyLeaveOneLineAMinute() {
            receiver.answerAlways(500);
            List<String> lines = Log.of("dev.gatehouse.event", () -> {
                deliveries.begin();
                for (int i = 0; i < 20; i++) {
                    happened();
                }
                awaitCount("gatehouse.event.failed.attempts", 20);
            });
            assertThat(lines).containsExactly("WARN an event cannot be delivered now: status 500");
        }
    }

    @Nested
    class RetryAfterOfTheReceiver {
        @Test
        void isHonoured() {
            receiver.answerNext(503, "Retry-After", "600");
            deliveries.begin();
            happened();
            awaitCount("gatehouse.event.failed.attempts", 1);
            sending.clock.advance(Duration.ofMinutes(9));
            happened();
            assertThat(awaitedQuietly()).hasSize(1);
            sending.clock.advance(Duration.ofMinutes(2));
            receiver.await(3);
        }

        /** Of two attempts at the same time the receiver tells the later one less. */
        @Test
        void shorterOneDoesNotEndALongerOne() {
            CountDownLatch both = new CountDownLatch(2);
            receiver.answerNext(
                    exchange -> {
                        both.countDown();
                        TestReceiver.await("both attempts", () -> both.getCount() == 0);
                        TestReceiver.status(exchange, 503, "Retry-After", "600");
                    },
                    exchange -> {
                        both.countDown();
                        awaitCount("gatehouse.event.failed.attempts", 1);
                        TestReceiver.status(exchange, 503, "Retry-After", "1");
                    });
            happened();
            happened();
            deliveries.begin();
            awaitCount("gatehouse.event.failed.attempts", 2);
            sending.clock.advance(Duration.ofMinutes(9));
            happened();
            assertThat(awaitedQuietly()).hasSize(2);
            sending.clock.advance(Duration.ofMinutes(2));
            receiver.await(5);
        }

        /** Longer than the pause between two looks of the deliveries. */
        private List<Received> awaitedQuietly() {
            long end = System.nanoTime() + Duration.ofMillis(600).toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            return receiver.received();
        }
    }

    @Nested
    class GoneReceiver {
        @Test
        void getsNoMoreEvents() {
            receiver.answerNext(410);
            List<String> lines = Log.of("dev.gatehouse.event", () -> {
                deliveries.begin();
                happened();
                TestReceiver.await(
                        "the end",
                        () -> registry.get("gatehouse.event.receiver.gone")
                                        .gauge()
                                        .value()
                                == 1);
                happened();
                sending.clock.advance(Duration.ofMinutes(1));
                happened();
            });
            assertThat(receiver.received()).hasSize(1);
            assertThat(lines)
                    .containsExactly(
                            "ERROR the receiver of events wants no more (410): none is sent until the next" + " start");
        }
    }

    @Nested
    class SlowReceiver {
        @Test
        void oneStuckAttemptDoesNotHoldTheOthers() {
            receiver.answerNext(receiver.hanging());
            deliveries.begin();
            for (int i = 0; i < 20; i++) {
                happened();
            }
            receiver.await(20);
        }

        @Test
        void whatDoesNotFitIsDroppedAtOnce() {
            receiver.answerAlways(receiver.hanging());
            deliveries.begin();
            int taken = 0;
            long begun = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                taken += store.offer(Sending.event(sending.clock.instant())) ? 1 : 0;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            assertThat(taken).isEqualTo(ROOM);
        }
    }

    @Nested
    class End {
        @Test
        void whatWaitsIsDeliveredFirst() throws InterruptedException {
            deliveries.begin();
            for (int i = 0; i < 100; i++) {
                happened();
            }
            deliveries.drain(Duration.ofSeconds(10));
            assertThat(receiver.received()).hasSize(100);
        }

        @Test
        void hangingReceiverDelaysItByTheTimeoutOnly() throws InterruptedException {
            receiver.answerAlways(receiver.hanging());
            deliveries.begin();
            happened();
            receiver.await(1);
            long begun = System.nanoTime();
            deliveries.drain(Duration.ofMillis(300));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void oldestWaitingIsMeasured() {
        receiver.answerAlways(500);
        deliveries.begin();
        happened();
        awaitCount("gatehouse.event.failed.attempts", 1);
        sending.clock.advance(Duration.ofMinutes(1));
        TestReceiver.await(
                "age",
                () -> registry.get("gatehouse.event.oldest.waiting").gauge().value() == 60);
    }
}
