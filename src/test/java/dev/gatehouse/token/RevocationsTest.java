package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RevocationsTest {
    /** At the end of a second, because ending all sign-ins of a user waits for the next. */
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.999Z");

    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final Instant THIS_SECOND = Instant.parse("2026-01-01T00:00:00Z");

    private final Revocations revocations =
            new Revocations(Clock.fixed(NOW, ZoneOffset.UTC), TokenSettings.with(Map.of()));

    @Test
    void nothingIsRevokedToBeginWith() {
        assertThat(revocations.cover("user", "sign-in", THIS_SECOND)).isFalse();
    }

    /** With the defaults: a token lives a day at most, and clocks differ by a minute at most. */
    @Nested
    class AsTimePasses {
        private final AtomicReference<Instant> now = new AtomicReference<>(THIS_SECOND);
        private final Revocations remembered = new Revocations(
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now.get();
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                },
                TokenSettings.with(Map.of()));

        AsTimePasses() {
            remembered.revokeSignIn("sign-in");
        }

        @Test
        void lastsUntilTheLastTokenIsRefusedAnyway() {
            Instant issued = THIS_SECOND.plus(SKEW);
            now.set(issued.plus(Duration.ofDays(1)).plus(SKEW).minusMillis(1));
            assertThat(remembered.cover("user", "sign-in", issued)).isTrue();
        }

        @Test
        void isForgottenThen() {
            now.set(THIS_SECOND.plus(SKEW).plus(Duration.ofDays(1)).plus(SKEW));
            assertThat(remembered.cover("user", "sign-in", THIS_SECOND)).isFalse();
        }
    }

    @Nested
    class OfASignIn {
        OfASignIn() {
            revocations.revokeSignIn("sign-in");
        }

        @Test
        void coversItsTokens() {
            assertThat(revocations.cover("user", "sign-in", THIS_SECOND)).isTrue();
        }

        @Test
        void coversItsLaterTokensToo() {
            assertThat(revocations.cover("user", "sign-in", THIS_SECOND.plusSeconds(3600)))
                    .isTrue();
        }

        @Test
        void leavesTheOtherSignInsOfTheUserAlone() {
            assertThat(revocations.cover("user", "other", THIS_SECOND)).isFalse();
        }
    }

    @Nested
    class OfAUser {
        OfAUser() {
            revocations.revokeUser("user");
        }

        @Test
        void coversEarlierTokens() {
            assertThat(revocations.cover("user", "sign-in", THIS_SECOND.minusSeconds(1)))
                    .isTrue();
        }

        @Test
        void coversTokensOfTheSameSecond() {
            assertThat(revocations.cover("user", "sign-in", THIS_SECOND)).isTrue();
        }

        @Test
        void leavesLaterTokensAlone() {
            assertThat(revocations.cover("user", "sign-in", THIS_SECOND.plusSeconds(1)))
                    .isFalse();
        }

        @Test
        void leavesOtherUsersAlone() {
            assertThat(revocations.cover("other", "sign-in", THIS_SECOND)).isFalse();
        }
    }
}
