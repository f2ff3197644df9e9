package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.identity.Rate;
import dev.gatehouse.support.MovedClock;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
    private static final int TRACKED = 3;
    private static final Rate TWO_PER_MINUTE = new Rate(2, Duration.ofMinutes(1));

    private static final SlowDown SLOW_DOWN =
            new SlowDown(2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1));

    private final Random random = new Random(4);
    private final MovedClock clock = new MovedClock();
    private final MemoryStore store = new MemoryStore(TRACKED, SLOW_DOWN, clock);
    private final LimitKey key = key(0);

    @Test
    void newKeyHasItsWholeBurst() {
        assertThat(take(key)).isEqualTo(new Rate.Decision(true, 1, Duration.ofSeconds(30)));
    }

    @Test
    void usedUpRateRefusesAndStatesWhenTheNextIsAllowed() {
        take(key);
        take(key);
        clock.advance(Duration.ofSeconds(10));

        assertThat(take(key)).isEqualTo(new Rate.Decision(false, 0, Duration.ofSeconds(20)));
    }

    @Test
    void requestsBecomePossibleEvenly() {
        take(key);
        take(key);
        clock.advance(Duration.ofSeconds(30));

        assertThat(take(key).allowed()).isTrue();
    }

    @Test
    void lookGivesTheNextDecisionAndCountsNothing() {
        assertThat(look(key)).isEqualTo(new Rate.Decision(true, 1, Duration.ofSeconds(30)));
        assertThat(take(key)).isEqualTo(new Rate.Decision(true, 1, Duration.ofSeconds(30)));
        take(key);

        assertThat(look(key)).isEqualTo(new Rate.Decision(false, 0, Duration.ofSeconds(30)));
    }

    @Test
    void lookDoesNotTrackAKey() {
        look(key);

        assertThat(store.tracked()).isZero();
    }

    @Test
    void countInForceThatMakesRoomIsForgotten() {
        for (int i = 0; i <= TRACKED; i++) {
            take(key(i));
        }

        assertThat(store.forgotten()).isEqualTo(1);
    }

    @Test
    void countThatHasRunOutMakesRoomUnnoticed() {
        for (int i = 0; i < TRACKED; i++) {
            take(key(i));
        }
        clock.advance(Duration.ofMinutes(1));
        take(key(TRACKED));

        assertThat(store.forgotten()).isZero();
    }

    @Test
    void keyThatIsCountedAgainForgetsNothing() {
        for (int i = 0; i < TRACKED; i++) {
            take(key(i));
        }
        take(key(0));

        assertThat(store.forgotten()).isZero();
    }

    private Rate.Decision look(LimitKey looked) {
        return store.look(new Check.OfRate(Scope.ADDRESS, looked, TWO_PER_MINUTE));
    }

    @Test
    void otherKeysHaveTheirOwnRate() {
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
    void leastRecentlyUsedKeyIsForgottenFirst() {
        take(key(1));
        take(key(1));
        take(key(2));
        take(key(2));
        take(key(3));
        take(key(4));

        assertThat(take(key(2)).allowed()).isFalse();
    }

    @Test
    void recentlyUsedKeyIsNotForgotten() {
        take(key(1));
        take(key(1));
        take(key(2));
        take(key(3));
        take(key(1));
        take(key(4));

        assertThat(take(key(1)).allowed()).isFalse();
    }

    @Test
    void checksEndWithTheFirstThatRefuses() {
        take(key);
        take(key);
        List<Rate.Decision> decisions = store.check(List.of(rate(key), rate(key(1))));

        assertThat(decisions).singleElement().extracting(Rate.Decision::allowed).isEqualTo(false);
        assertThat(take(key(1)).remaining()).isEqualTo(1);
    }

    @Test
    void attemptThatALaterCheckRefusesIsNoFailure() {
        take(key);
        take(key);
        for (int i = 0; i < 5; i++) {
            store.check(List.of(new Check.OfFailures(key(1)), rate(key)));
        }

        assertThat(store.check(List.of(new Check.OfFailures(key(1))))).allMatch(Rate.Decision::allowed);
    }

    @Test
    void clockThatWasSetBackMakesNobodyWaitLongerThanForOneRequest() {
        take(key);
        take(key);
        clock.advance(Duration.ofHours(-1));

        assertThat(take(key)).isEqualTo(new Rate.Decision(false, 0, Duration.ofSeconds(30)));
    }

    /** Each key is in a small set, which other keys could fill before the table is full. */
    @Test
    void keysAreKnownUntilTheTableIsHalfFull() {
        int many = 10_000;
        MemoryStore large = new MemoryStore(2 * many, SLOW_DOWN, clock);
        List<LimitKey> keys = Stream.generate(this::anyKey).limit(many).toList();
        keys.forEach(each -> large.check(List.of(rate(each), rate(each))));

        assertThat(keys)
                .allSatisfy(each -> assertThat(large.check(List.of(rate(each)))).noneMatch(Rate.Decision::allowed));
    }

    /**
     * Heaps of 64 MB are common, and the default is to track 100,000. It is measured in a process of its own: here other threads
     * keep memory too.
     */
    @Test
    void floodOfNewKeysTakesLittleMemory() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Flood.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(Long.parseLong(printed.strip())).isBetween(1_000_000L, 9_000_000L);
    }

    /** Prints the bytes that a store takes after a flood. */
    static final class Flood {
        public static void main(String... arguments) {
            MemoryStoreTest test = new MemoryStoreTest();
            // Loads all classes first.
            test.flooded(1_000);
            long before = held();
            MemoryStore flooded = test.flooded(100_000);
            System.out.println(held() - before);
            Reference.reachabilityFence(flooded);
        }
    }

    @Test
    void nearlyAllKeysOfAFloodAreTracked() {
        int flood = 100_000;

        assertThat(flooded(flood).tracked()).isBetween(flood * 9 / 10, flood);
    }

    private MemoryStore flooded(int keys) {
        MemoryStore flooded = new MemoryStore(keys, SLOW_DOWN, clock);
        for (int i = 0; i < keys; i++) {
            LimitKey each = anyKey();
            flooded.check(List.of(rate(each), new Check.OfFailures(each)));
        }
        return flooded;
    }

    /** Bytes of the heap that something refers to. */
    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Rate.Decision take(LimitKey who) {
        return store.check(List.of(rate(who))).getFirst();
    }

    private LimitKey anyKey() {
        return new LimitKey(random.nextLong(), random.nextLong());
    }

    private static Check rate(LimitKey who) {
        return new Check.OfRate(Scope.ADDRESS, who, TWO_PER_MINUTE);
    }

    private static LimitKey key(int i) {
        return new LimitKey(i, i);
    }
}
