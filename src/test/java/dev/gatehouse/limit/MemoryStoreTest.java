package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
    private static final int TRACKED = 3;
    private static final Rate TWO_PER_MINUTE = new Rate(2, Duration.ofMinutes(1));

    private static final SlowDown SLOW_DOWN =
            new SlowDown(2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1));

    private final Random random = new Random(4);
    private final MovedClock clock = new MovedClock();
    private final MemoryStore store = new MemoryStore(TRACKED, SLOW_DOWN, clock);
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

    @Test
    void usedKeyIsNotTheOldest() {
        take(key(1));
        take(key(1));
        take(key(2));
        take(key(3));
        take(key(1));
        take(key(4));

        assertThat(take(key(1)).allowed()).isFalse();
    }

    @Test
    void clockThatWasSetBackMakesNobodyWaitLongerThanForAToken() {
        take(key);
        take(key);
        clock.advance(Duration.ofHours(-1));

        assertThat(take(key)).isEqualTo(new Taken(false, 0, Duration.ofSeconds(30)));
    }

    /** Many a heap has 64 MB, and the default is to track 100,000. */
    @Test
    void floodOfStrangersTakesLittleMemory() {
        int strangers = 100_000;
        long before = held();
        MemoryStore flooded = new MemoryStore(strangers, SLOW_DOWN, clock);
        for (int i = 0; i < strangers; i++) {
            Fingerprint stranger = new Fingerprint(random.nextLong(), random.nextLong());
            flooded.take(stranger, TWO_PER_MINUTE);
            flooded.begin(stranger);
        }

        assertThat(held() - before).isLessThan(10_000_000);
        assertThat(flooded.tracked()).isEqualTo(strangers);
    }

    /** Bytes of the heap that something refers to. */
    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Taken take(Fingerprint who) {
        return store.take(who, TWO_PER_MINUTE);
    }

    private static Fingerprint key(int i) {
        return new Fingerprint(i, i);
    }
}
