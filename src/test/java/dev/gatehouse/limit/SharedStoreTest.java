package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedStoreTest {
    private static final Rate RATE = new Rate(10, Duration.ofMinutes(1));
    private static final Fingerprint KEY = new Fingerprint(1, 2);

    private final MovedClock clock = new MovedClock();
    private final FailingStore remote = new FailingStore();
    private final MemoryStore own = new MemoryStore(
            10, new SlowDown(2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1)), clock);
    private final SharedStore store = new SharedStore(remote, own, Duration.ofSeconds(5), clock);

    @Test
    void sharedStoreCounts() {
        assertThat(store.take(KEY, RATE).remaining()).isEqualTo(FailingStore.REMAINING);
    }

    @Test
    void ownStoreCountsWhenTheSharedOneFails() {
        remote.fails = true;

        assertThat(store.take(KEY, RATE).remaining()).isEqualTo(9);
    }

    @Test
    void failedStoreIsLeftAloneForAWhile() {
        remote.fails = true;
        store.take(KEY, RATE);
        store.take(KEY, RATE);

        assertThat(remote.asked).isEqualTo(1);
    }

    @Test
    void failedStoreIsAskedAgainAfterThePause() {
        remote.fails = true;
        store.take(KEY, RATE);
        clock.advance(Duration.ofSeconds(5));
        store.take(KEY, RATE);
        store.take(KEY, RATE);

        assertThat(remote.asked).isEqualTo(2);
    }

    @Test
    void storeThatIsBackCountsAgain() {
        remote.fails = true;
        store.take(KEY, RATE);
        remote.fails = false;
        clock.advance(Duration.ofSeconds(5));

        assertThat(store.take(KEY, RATE).remaining()).isEqualTo(FailingStore.REMAINING);
    }

    @Test
    void outageIsVisible() {
        remote.fails = true;
        store.take(KEY, RATE);

        assertThat(store.isShared()).isFalse();
    }

    @Test
    void failuresCountedInAnOutageAreForgottenAfterASuccess() {
        own.begin(KEY);
        own.begin(KEY);
        own.begin(KEY);
        store.forget(KEY);

        assertThat(own.begin(KEY)).isZero();
    }

    /** Answers alike, or fails. */
    private static final class FailingStore implements LimitStore {
        static final long REMAINING = 42;

        boolean fails;
        int asked;

        @Override
        public Taken take(Fingerprint key, Rate rate) {
            asked++;
            if (fails) {
                throw new IllegalStateException("away");
            }
            return new Taken(true, REMAINING, Duration.ZERO);
        }

        @Override
        public Duration begin(Fingerprint account) {
            return Duration.ZERO;
        }

        @Override
        public void takeBack(Fingerprint account) {}

        @Override
        public void forget(Fingerprint account) {}
    }
}
