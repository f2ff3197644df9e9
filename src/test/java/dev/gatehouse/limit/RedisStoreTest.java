package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.identity.Rate;
import dev.gatehouse.support.Redis;
import dev.gatehouse.support.RedisClient;
import dev.gatehouse.support.RedisMonitor;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private final LimitKey key = someone();
    private final LimitKey address = someone();

    @BeforeAll
    static void start() {
        redis = Redis.start();
        vertx = Vertx.vertx();
        here = replica(Duration.ofSeconds(5));
        there = replica(Duration.ofSeconds(5));
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
        redis.close();
    }

    private static LimitStore replica(Duration timeout) {
        var client = io.vertx.mutiny.redis.client.Redis.createClient(vertx, redis.url());
        var source = new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client));
        return new RedisStore(new RedisScripts(() -> source, timeout), SLOW_DOWN);
    }

    private static LimitKey someone() {
        return new LimitKey(RANDOM.nextLong(), RANDOM.nextLong());
    }

    @Nested
    class RateLimits {
        @Test
        void newKeyHasItsWholeBurst() {
            assertThat(take(here)).isEqualTo(new Rate.Decision(true, 4, Duration.ofMinutes(12)));
        }

        @Test
        void whatOneReplicaUsedUpIsUsedUpForTheOther() {
            take(here);

            assertThat(take(there).remaining()).isEqualTo(3);
        }

        @Test
        void usedUpRateRefusesOnBothAndSaysWhenTheNextIsAllowed() {
            for (int i = 0; i < 5; i++) {
                take(here);
            }

            Rate.Decision decision = take(there);
            assertThat(decision.allowed()).isFalse();
            assertThat(decision.next()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
        }

        @Test
        void lookGivesTheNextDecisionAndCountsNothing() {
            assertThat(look(there, FIVE_PER_HOUR).remaining()).isEqualTo(4);
            for (int i = 0; i < 5; i++) {
                assertThat(take(here).allowed()).isTrue();
            }

            Rate.Decision decision = look(there, FIVE_PER_HOUR);
            assertThat(decision.allowed()).isFalse();
            assertThat(decision.next()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
        }

        @Test
        void arrivalTimeThatIsTooFarAheadIsReducedByALookToo() {
            Rate rate = new Rate(2, Duration.ofSeconds(1));
            long inAnHour = Instant.now().plusSeconds(3600).toEpochMilli() * 1000;
            redis("SET", rateKey(), Long.toString(inAnHour));

            assertThat(look(here, rate)).isEqualTo(new Rate.Decision(false, 0, Duration.ofMillis(500)));
            assertThat(becomesAllowed(rate)).isTrue();
        }

        private Rate.Decision look(LimitStore store, Rate rate) {
            return store.look(new Check.OfRate(Scope.ADDRESS, key, rate));
        }

        @Test
        void requestsBecomePossibleEvenly() {
            Rate rate = new Rate(2, Duration.ofSeconds(1));
            take(here, rate);
            take(here, rate);

            assertThat(becomesAllowed(rate)).isTrue();
            assertThat(take(here, rate).allowed()).isFalse();
        }

        /** As after the clock of Redis was set back, or a failover to a server whose clock is behind. */
        @Test
        void arrivalTimeThatIsTooFarAheadRefusesForNoLongerThanAUsedUpRate() {
            Rate rate = new Rate(2, Duration.ofSeconds(1));
            long inAnHour = Instant.now().plusSeconds(3600).toEpochMilli() * 1000;
            redis("SET", rateKey(), Long.toString(inAnHour));

            assertThat(take(here, rate)).isEqualTo(new Rate.Decision(false, 0, Duration.ofMillis(500)));
            assertThat(becomesAllowed(rate)).isTrue();
        }

        @Test
        void keyExpiresWhenItsBurstIsWhole() {
            take(here);

            assertThat(Long.parseLong(redis("PTTL", rateKey()).getFirst())).isBetween(700_000L, 720_000L);
        }

        @Test
        void manyAtOnceTakeNoMoreThanThereIs() throws Exception {
            assertThat(allowedOf(12)).isEqualTo(5);
        }

        @Test
        void requestOfAKeyThatManyUseIsOneCommandToo() throws Exception {
            take(here);
            try (RedisMonitor monitor = RedisMonitor.start(redis.url())) {
                allowedOf(12);

                assertThat(monitor.commandsAbout(key.text())).hasSize(12).containsOnly("EVALSHA");
            }
        }

        private long allowedOf(int requests) throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = IntStream.range(0, requests)
                        .mapToObj(i -> threads.submit(() -> take(i % 2 == 0 ? here : there)))
                        .toList();
                int allowed = 0;
                for (var answer : answers) {
                    allowed += answer.get().allowed() ? 1 : 0;
                }
                return allowed;
            }
        }

        private boolean becomesAllowed(Rate rate) {
            Instant deadline = Instant.now().plusSeconds(20);
            boolean allowed = false;
            while (!allowed && Instant.now().isBefore(deadline)) {
                allowed = take(here, rate).allowed();
            }
            return allowed;
        }

        private Rate.Decision take(LimitStore store) {
            return take(store, FIVE_PER_HOUR);
        }

        private Rate.Decision take(LimitStore store, Rate rate) {
            return store.check(List.of(new Check.OfRate(Scope.ACCOUNT, key, rate)))
                    .getFirst();
        }

        private String rateKey() {
            return "gatehouse:limit:{limits}:" + key.text();
        }
    }

    @Nested
    class Failures {
        @Test
        void failuresOfAllReplicasAddUp() {
            begin(here);
            begin(there);
            begin(here);

            assertThat(begin(there)).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
        }

        @Test
        void waitDoublesWithTheNextFailure() {
            fail(3);
            awaitTurn();

            assertThat(begin(there)).isBetween(Duration.ofMillis(1001), Duration.ofSeconds(2));
        }

        /** As all waits are when the clock of Redis is set back. */
        @Test
        void waitThatWouldLastTooLongIsShortened() {
            fail(3);
            redis("HINCRBY", failuresKey(), "until", "7200000000");
            begin(here);

            assertThat(begin(there)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        }

        @Test
        void successOnOneReplicaStartsOverOnTheOther() {
            fail(3);
            here.forget(List.of(address, key));
            begin(there);
            begin(there);

            assertThat(begin(there)).isZero();
        }

        @Test
        void attemptThatWasNotJudgedDoesNotCount() {
            fail(2);
            begin(here);
            there.takeBack(key);

            assertThat(begin(here)).isZero();
        }

        @Test
        void takingBackWhatIsForgottenLeavesNothing() {
            here.takeBack(key);
            fail(3);

            assertThat(begin(there)).isPositive();
        }

        @Test
        void failuresExpireAfterTheLast() {
            fail(1);

            assertThat(Long.parseLong(redis("PTTL", failuresKey()).getFirst())).isBetween(3_500_000L, 3_600_000L);
        }

        private void fail(int times) {
            for (int i = 0; i < times; i++) {
                begin(here);
            }
        }

        private void awaitTurn() {
            Instant deadline = Instant.now().plusSeconds(30);
            while (begin(here).isPositive() && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
        }

        private Duration begin(LimitStore store) {
            return store.check(List.of(new Check.OfFailures(key))).getFirst().next();
        }

        private String failuresKey() {
            return "gatehouse:failed:{limits}:" + key.text();
        }
    }

    @Nested
    class SeveralChecks {
        private final Check.OfRate ofAddress = new Check.OfRate(Scope.ADDRESS, address, FIVE_PER_HOUR);
        private final Check.OfFailures ofFailures = new Check.OfFailures(key);
        private final Check.OfRate ofAccount = new Check.OfRate(Scope.ACCOUNT, key, new Rate(1, Duration.ofHours(1)));

        @Test
        void eachHasItsDecision() {
            assertThat(here.check(List.of(ofAddress, ofFailures, ofAccount)))
                    .extracting(Rate.Decision::remaining)
                    .containsExactly(4L, 0L, 0L);
        }

        @Test
        void nothingIsCountedAfterTheFirstThatRefuses() {
            for (int i = 0; i < 5; i++) {
                here.check(List.of(ofAddress));
            }
            List<Rate.Decision> decisions = here.check(List.of(ofAddress, ofFailures, ofAccount));

            assertThat(decisions)
                    .singleElement()
                    .extracting(Rate.Decision::allowed)
                    .isEqualTo(false);
            assertThat(here.check(List.of(ofAccount)).getFirst().allowed()).isTrue();
        }

        @Test
        void attemptThatALaterCheckRefusesIsNoFailure() {
            for (int i = 0; i < 5; i++) {
                here.check(List.of(ofFailures, ofAccount));
            }

            assertThat(here.check(List.of(ofFailures))).allMatch(Rate.Decision::allowed);
        }

        @Test
        void waitUsesUpTheAddressAndNotTheAccount() {
            for (int i = 0; i < 4; i++) {
                here.check(List.of(ofAddress, ofFailures));
            }
            here.check(List.of(ofAddress, ofFailures, ofAccount));

            assertThat(here.check(List.of(ofAccount)).getFirst().allowed()).isTrue();
            assertThat(here.check(List.of(ofAddress)).getFirst().allowed()).isFalse();
        }
    }

    @Nested
    class Scripts {
        private final List<Check> checks = List.of(new Check.OfRate(Scope.ACCOUNT, key, FIVE_PER_HOUR));

        /** As after a restart, or a failover to a server that never ran them. */
        @Test
        void areSentToAServerThatDoesNotKnowThem() throws IOException {
            redis("SCRIPT", "FLUSH");
            try (RedisMonitor monitor = RedisMonitor.start(redis.url())) {
                here.check(checks);
                here.check(checks);

                assertThat(monitor.commandsAbout(key.text())).containsExactly("EVALSHA", "EVAL", "EVALSHA");
            }
        }

        @Test
        void areWaitedForNoLongerThanARequestMayWait() {
            LimitStore withShortTimeout = replica(Duration.ofMillis(100));
            withShortTimeout.check(checks);
            redis("CLIENT", "PAUSE", "2000");
            Instant begin = Instant.now();

            assertThatThrownBy(() -> withShortTimeout.check(checks)).isInstanceOf(RuntimeException.class);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofMillis(1500));
            redis("CLIENT", "UNPAUSE");
        }
    }

    /** Where all keys of a script must be of one node, even if there is only one. */
    @Test
    @Tag("proof")
    void clusterTakesAllChecksInOneScript() throws Exception {
        try (Redis cluster = Redis.startCluster()) {
            Instant deadline = Instant.now().plusSeconds(20);
            while (!RedisClient.call(cluster.url(), "CLUSTER", "INFO")
                            .getFirst()
                            .contains("cluster_state:ok")
                    && Instant.now().isBefore(deadline)) {
                Thread.sleep(50);
            }
            var options = new io.vertx.redis.client.RedisOptions()
                    .setType(io.vertx.redis.client.RedisClientType.CLUSTER)
                    .setConnectionString(cluster.url());
            var client = io.vertx.mutiny.redis.client.Redis.createClient(vertx, options);
            var source = new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client));
            LimitStore store = new RedisStore(new RedisScripts(() -> source, Duration.ofSeconds(5)), SLOW_DOWN);

            assertThat(store.check(List.of(
                            new Check.OfRate(Scope.ADDRESS, address, FIVE_PER_HOUR),
                            new Check.OfFailures(key),
                            new Check.OfRate(Scope.ACCOUNT, key, FIVE_PER_HOUR))))
                    .hasSize(3)
                    .allMatch(Rate.Decision::allowed);
            store.takeBack(key);
            store.forget(List.of(key, address));
        }
    }

    private static List<String> redis(String... command) {
        return RedisClient.call(redis.url(), command);
    }
}
