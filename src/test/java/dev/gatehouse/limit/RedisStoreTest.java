package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Redis;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("redis")
class RedisStoreTest {
    private static final SlowDown SLOW_DOWN =
            new SlowDown(2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final Rate FIVE_PER_HOUR = new Rate(5, Duration.ofHours(1));
    private static final Random RANDOM = new Random(7);

    private static Redis redis;
    private static Vertx vertx;
    private static LimitStore here;
    private static LimitStore there;

    private final Fingerprint key = new Fingerprint(RANDOM.nextLong(), RANDOM.nextLong());

    @BeforeAll
    static void start() {
        redis = Redis.start();
        vertx = Vertx.vertx();
        here = replica();
        there = replica();
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
        redis.close();
    }

    private static LimitStore replica() {
        return new RedisStore(commands(), SLOW_DOWN, Clock.systemUTC());
    }

    private static RedisCommands commands() {
        var client = io.vertx.mutiny.redis.client.Redis.createClient(vertx, redis.url());
        var source = new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client));
        return new RedisCommands(() -> source, Duration.ofSeconds(5));
    }

    @Nested
    class Buckets {
        @Test
        void whatOneReplicaTookIsGoneForTheOther() {
            here.take(key, FIVE_PER_HOUR);

            assertThat(there.take(key, FIVE_PER_HOUR).remaining()).isEqualTo(3);
        }

        @Test
        void emptyBucketRefusesOnBothAndTellsWhenTheNextTokenComes() {
            for (int i = 0; i < 5; i++) {
                here.take(key, FIVE_PER_HOUR);
            }

            assertThat(there.take(key, FIVE_PER_HOUR).next()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
        }

        /** The bucket says that it was last filled in an hour, and nobody waits for that. */
        @Test
        void clockThatWasSetBackEmptiesABucketForNoLongerThanItTakesToFill() {
            Rate rate = new Rate(2, Duration.ofSeconds(1));
            LimitStore set =
                    new RedisStore(commands(), SLOW_DOWN, Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
            here.take(key, rate);
            set.take(key, rate);
            Instant deadline = Instant.now().plusSeconds(20);
            boolean allowed = false;
            while (!allowed && Instant.now().isBefore(deadline)) {
                allowed = set.take(key, rate).allowed();
            }

            assertThat(allowed).isTrue();
        }

        @Test
        void manyAtOnceTakeNoMoreThanThereIs() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = IntStream.range(0, 12)
                        .mapToObj(i -> threads.submit(() -> (i % 2 == 0 ? here : there).take(key, FIVE_PER_HOUR)))
                        .toList();
                int allowed = 0;
                for (var answer : answers) {
                    allowed += answer.get().allowed() ? 1 : 0;
                }

                assertThat(allowed).isEqualTo(5);
            }
        }
    }

    @Nested
    class Failures {
        @Test
        void failuresOfAllReplicasAddUp() {
            here.begin(key);
            there.begin(key);
            here.begin(key);

            assertThat(there.begin(key)).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
        }

        @Test
        void waitDoublesWithTheNextFailure() {
            fail(3);
            awaitTurn();

            assertThat(there.begin(key)).isBetween(Duration.ofMillis(1001), Duration.ofSeconds(2));
        }

        /** As all keys do when the clock of Redis is set back. */
        @Test
        void waitThatWouldLastTooLongIsShortened() {
            fail(3);
            commands().run("return redis.call('PEXPIRE', KEYS[1], 7200000)", new String[] {
                "gatehouse:failed:{" + key.text() + "}:wait"
            });
            here.begin(key);

            assertThat(there.begin(key)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        }

        @Test
        void successOnOneReplicaStartsOverOnTheOther() {
            fail(3);
            here.forget(key);
            there.begin(key);
            there.begin(key);

            assertThat(there.begin(key)).isZero();
        }

        @Test
        void attemptThatWasNotJudgedDoesNotCount() {
            fail(2);
            here.begin(key);
            there.takeBack(key);

            assertThat(here.begin(key)).isZero();
        }

        @Test
        void takingBackWhatIsForgottenLeavesNothing() {
            here.takeBack(key);
            fail(3);

            assertThat(there.begin(key)).isPositive();
        }

        private void fail(int times) {
            for (int i = 0; i < times; i++) {
                here.begin(key);
            }
        }

        private void awaitTurn() {
            Instant deadline = Instant.now().plusSeconds(30);
            while (here.begin(key).isPositive() && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
        }
    }
}
