package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
    private static final int TRACKED = 3;
    private static final Rate TWO_PER_MINUTE = new Rate(2, Duration.ofMinutes(1));

    private final MovedClock clock = new MovedClock();
    private final MemoryStore store = new MemoryStore(
            TRACKED, new SlowDown(2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1)), clock);
    private final Fingerprint key = key(0);

    @Test
    void newBucketIsFull() {
        assertThat(take(key)).isEqualTo(new Taken(true, 1, Duration.ofSeconds(30)));
    }

    @Test
    void emptyBucketRefusesAndTellsWhenTheNextTokenComes() {
        take(key);
        take(key);
        clock.advance(Duration.ofSeconds(10));

        assertThat(take(key)).isEqualTo(new Taken(false, 0, Duration.ofSeconds(20)));
    }

    @Test
    void tokensComeBackEvenly() {
        take(key);
        take(key);
        clock.advance(Duration.ofSeconds(30));

        assertThat(take(key).allowed()).isTrue();
    }

    @Test
    void othersHaveTheirOwnBucket() {
        take(key);
        take(key);

        assertThat(take(key(1)).allowed()).isTrue();
    }

    @Test
    void noMoreKeysAreTrackedThanAllowed() {
        for (int i = 0; i < 10 * TRACKED; i++) {
            take(key(i));
        }

        assertThat(store.tracked()).isEqualTo(TRACKED);
    }

    @Test
    void oldestKeyGoesFirst() {
        take(key(1));
        take(key(1));
        take(key(2));
        take(key(2));
        take(key(3));
        take(key(4));

        assertThat(take(key(2)).allowed()).isFalse();
    }

    private Taken take(Fingerprint who) {
        return store.take(who, TWO_PER_MINUTE);
    }

    private static Fingerprint key(int i) {
        return new Fingerprint(i, i);
    }
}
