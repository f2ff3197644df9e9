package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RevocationsTest {
    /** At the end of a second, because ending all sign-ins of a user waits for the next. */
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.999Z");

    private static final Instant THIS_SECOND = Instant.parse("2026-01-01T00:00:00Z");

    private final Revocations revocations =
            new Revocations(Clock.fixed(NOW, ZoneOffset.UTC), TokenSettings.with(Map.of()));

    @Test
    void nothingIsRevokedToBeginWith() {
        assertThat(revocations.cover("user", "sign-in", THIS_SECOND)).isFalse();
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
