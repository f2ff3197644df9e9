package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.identity.Rate;
import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedStoreTest {
    private static final Rate RATE = new Rate(10, Duration.ofMinutes(1));
    private static final LimitKey KEY = new LimitKey(1, 2);

    private final MovedClock clock = new MovedClock();
    private final FailingStore remote = new FailingStore();
    private final MemoryStore own = new MemoryStore(
            10, new SlowDown(2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1)), clock);
    private final SharedStore store = new SharedStore(remote, own, Duration.ofSeconds(5), clock);

    @Test
    void sharedStoreCounts() {
        assertThat(take().remaining()).isEqualTo(FailingStore.REMAINING);
    }

    @Test
    void ownStoreCountsWhenTheSharedOneFails() {
        remote.fails = true;

        assertThat(take().remaining()).isEqualTo(9);
    }

    @Test
    void failedStoreIsNotAskedBeforeThePauseIsOver() {
        remote.fails = true;
        take();
        take();

        assertThat(remote.asked).isEqualTo(1);
    }

    @Test
    void failedStoreIsAskedAgainAfterThePause() {
        remote.fails = true;
        take();
        clock.advance(Duration.ofSeconds(5));
        take();
        take();

        assertThat(remote.asked).isEqualTo(2);
    }

    @Test
    void storeThatAnswersAgainCountsAgain() {
        remote.fails = true;
        take();
        remote.fails = false;
        clock.advance(Duration.ofSeconds(5));

        assertThat(take().remaining()).isEqualTo(FailingStore.REMAINING);
    }

    @Test
    void outageIsVisible() {
        remote.fails = true;
        take();

        assertThat(store.isShared()).isFalse();
    }

    @Test
    void failuresCountedInAnOutageAreForgottenAfterASuccess() {
        List<Check> failures = List.of(new Check.OfFailures(KEY));
        own.check(failures);
        own.check(failures);
        own.check(failures);
        store.forget(List.of(KEY));

        assertThat(own.check(failures)).allMatch(Rate.Decision::allowed);
    }

    private Rate.Decision take() {
        return store.check(List.of(new Check.OfRate(Scope.ADDRESS, KEY, RATE))).getFirst();
    }

    /** Answers alike, or fails. */
    private static final class FailingStore implements LimitStore {
        static final long REMAINING = 42;

        boolean fails;
        int asked;

        @Override
        public List<Rate.Decision> check(List<Check> checks) {
            asked++;
            if (fails) {
                throw new IllegalStateException("unreachable");
            }
            return List.of(new Rate.Decision(true, REMAINING, Duration.ZERO));
        }

        @Override
        public Rate.Decision look(Check.OfRate check) {
            return check(List.of(check)).getFirst();
        }

        @Override
        public void takeBack(LimitKey failures) {}

        @Override
        public void forget(List<LimitKey> failures) {}
    }
}
