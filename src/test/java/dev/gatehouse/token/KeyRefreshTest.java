package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the keys are fetched: with an interval of ten minutes, and a cool-down so short that no test waits for it. */
class KeyRefreshTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration COOL_DOWN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PoolKey old = PoolKey.generate("old");
    private final PoolKey fresh = PoolKey.generate("fresh");
    private final MovedClock clock = new MovedClock();
    private final KeyServer server = KeyServer.start();
    private final Issuers issuers = new Issuers(TokenSettings.with(Map.of(
            "gatehouse.token.key-refresh-cool-down",
            COOL_DOWN.toMillis() + "ms",
            "gatehouse.token.key-fetch-timeout",
            "20s")));
    private final SigningKeys keys = issuers.keys(clock, server.address());

    @BeforeEach
    void started() {
        server.publish(old.jwk());
        keys.start();
        // Joins the first fetch and begins none, not even when that one is over by now.
        keys.refreshOlderThan(INTERVAL).join();
    }

    @AfterEach
    void stop() {
        server.close();
        keys.stop();
        issuers.close();
    }

    @Test
    void withdrawnKeyIsForgottenAfterTheInterval() {
        server.publish(fresh.jwk());
        clock.advance(INTERVAL);
        await(() -> keys.get("old") == null);
        assertThat(keys.get("fresh")).isNotNull();
    }

    /** Otherwise one failure would double the time that a withdrawn key is still accepted. */
    @Test
    void failedRefreshIsRepeatedAfterTheCoolDown() {
        server.answerWith(500);
        clock.advance(INTERVAL);
        await(() -> server.fetches() == 2);
        keys.refreshOlderThan(INTERVAL).join();
        server.answerWith(200);
        server.publish(fresh.jwk());
        clock.advance(COOL_DOWN);
        await(() -> keys.get("old") == null);
    }

    @Test
    void unknownKeysCauseOneFetchWithinTheCoolDown() {
        for (int i = 0; i < 100; i++) {
            keys.refreshEarly().join();
        }
        assertThat(server.fetches()).isEqualTo(2);
    }

    /** The answer on its way was written before the key was published: whoever needs the key must not be told that it is none. */
    @Test
    void keyPublishedDuringAFetchIsNotMissed() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        server.beforeAnswer(() -> {
            asked.countDown();
            join(answered);
        });
        CompletableFuture<KeyFetch> underWay = keys.refreshOlderThan(Duration.ZERO);
        assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        server.publish(old.jwk(), fresh.jwk());
        CompletableFuture<KeyFetch> early = keys.refreshEarly();
        answered.countDown();
        underWay.join();
        early.join();
        assertThat(keys.get("fresh")).isNotNull();
    }

    /** A client that hangs up while it waits cancels what it waits for, and only that. */
    @Test
    void waiterThatGoesAwayTakesTheFetchFromNobody() {
        CountDownLatch answered = new CountDownLatch(1);
        server.beforeAnswer(() -> join(answered));
        server.publish(old.jwk(), fresh.jwk());
        CompletableFuture<KeyFetch> one = keys.refreshEarly();
        CompletableFuture<KeyFetch> other = keys.refreshEarly();
        one.cancel(true);
        answered.countDown();
        assertThat(other.handle((_, failure) -> failure == null).join()).isTrue();
        assertThat(keys.get("fresh")).isNotNull();
    }

    private static void join(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("nobody lets the answer go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier fact) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come true").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
