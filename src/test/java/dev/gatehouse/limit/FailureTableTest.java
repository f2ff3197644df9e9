package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FailureTableTest {
    private static final int ACCOUNTS = 1000;

    private final Random random = new Random(4);
    private final MovedClock clock = new MovedClock();
    private final FailureTable failures = new FailureTable(
            ACCOUNTS, new SlowDown(2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1)), clock);
    private final LimitKey account = someone();

    @Nested
    class OneAccount {
        @Test
        void firstThreeAttemptsNeedNotWait() {
            assertThat(Stream.generate(() -> failures.begin(account)).limit(3)).containsOnly(Duration.ZERO);
        }

        @Test
        void attemptAfterThreeFailuresWaits() {
            fail(account, 3);

            assertThat(failures.begin(account)).isEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void refusedAttemptDoesNotProlongTheWait() {
            fail(account, 3);
            failures.begin(account);
            clock.advance(Duration.ofMillis(400));

            assertThat(failures.begin(account)).isEqualTo(Duration.ofMillis(600));
        }

        @Test
        void waitEnds() {
            fail(account, 3);
            clock.advance(Duration.ofSeconds(1));

            assertThat(failures.begin(account)).isZero();
        }

        @Test
        void nextFailureDoublesTheWait() {
            fail(account, 3);
            clock.advance(Duration.ofSeconds(1));
            fail(account, 1);

            assertThat(failures.begin(account)).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void successStartsOver() {
            fail(account, 3);
            failures.forget(account);

            assertThat(Stream.generate(() -> failures.begin(account)).limit(3)).containsOnly(Duration.ZERO);
        }

        @Test
        void attemptThatWasNotJudgedDoesNotCount() {
            fail(account, 2);
            failures.begin(account);
            failures.takeBack(account);

            assertThat(failures.begin(account)).isZero();
        }

        @Test
        void hourWithoutFailuresStartsOver() {
            fail(account, 3);
            clock.advance(Duration.ofHours(1));

            assertThat(Stream.generate(() -> failures.begin(account)).limit(3)).containsOnly(Duration.ZERO);
        }

        @Test
        void otherAccountNeedNotWait() {
            fail(account, 3);

            assertThat(failures.begin(someone())).isZero();
        }
    }

    @Nested
    class FullTable {
        @Test
        void floodFreesNobodyWhoIsSlowed() {
            fail(account, 3);
            for (int i = 0; i < 100 * ACCOUNTS; i++) {
                failures.begin(someone());
            }

            assertThat(failures.begin(account)).isPositive();
        }

        @Test
        void successesOfOthersFreeNobodyWhoIsSlowed() {
            fail(account, 3);
            for (int i = 0; i < 100 * ACCOUNTS; i++) {
                LimitKey other = someone();
                fail(other, 1);
                failures.forget(other);
            }

            assertThat(failures.begin(account)).isPositive();
        }

        @Test
        void fewSlowedAccountsSlowNobodyElse() {
            for (int i = 0; i < ACCOUNTS / 20; i++) {
                fail(someone(), 3);
            }

            assertThat(Stream.generate(() -> failures.begin(someone())).limit(100))
                    .containsOnly(Duration.ZERO);
        }
    }

    private void fail(LimitKey who, int times) {
        for (int i = 0; i < times; i++) {
            failures.begin(who);
        }
    }

    private LimitKey someone() {
        return new LimitKey(random.nextLong(), random.nextLong());
    }
}
