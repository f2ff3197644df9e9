package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPlanTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetryPlan PLAN = new RetryPlan(Duration.ofSeconds(1), Duration.ofHours(24));

    private static Optional<Duration> pause(Duration age, Duration wait, double random) {
        Instant now = AT.plus(age);
        return PLAN.next(now, AT, wait, random).map(next -> Duration.between(now, next));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "4, 4", "300, 300", "900, 900", "3600, 900", "80000, 900"})
    void pauseIsTheAgeWithinItsBounds(long age, long pause) {
        assertThat(pause(Duration.ofSeconds(age), Duration.ZERO, 0.5)).contains(Duration.ofSeconds(pause));
    }

    @Test
    void jitterIsHalfOfThePauseEitherWay() {
        assertThat(pause(Duration.ofSeconds(100), Duration.ZERO, 0)).contains(Duration.ofSeconds(50));
        assertThat(pause(Duration.ofSeconds(100), Duration.ZERO, 1)).contains(Duration.ofSeconds(150));
    }

    @Test
    void receiverMayAskForALongerPause() {
        assertThat(pause(Duration.ofSeconds(2), Duration.ofMinutes(30), 0.5)).contains(Duration.ofMinutes(30));
    }

    @Test
    void receiverCannotAskForAShorterPause() {
        assertThat(pause(Duration.ofSeconds(100), Duration.ofSeconds(1), 0.5)).contains(Duration.ofSeconds(100));
    }

    @Test
    void lastAttemptIsAtTheEnd() {
        Duration age = Duration.ofHours(24).minusSeconds(10);
        assertThat(pause(age, Duration.ofDays(2), 0.5)).contains(Duration.ofSeconds(10));
    }

    @Test
    void thereIsNoAttemptAfterTheEnd() {
        assertThat(pause(Duration.ofHours(24), Duration.ZERO, 0.5)).isEmpty();
    }

    @Nested
    class RetryAfterField {
        @Test
        void secondsAreTaken() {
            assertThat(RetryAfter.parse(" 120 ", AT)).isEqualTo(Duration.ofMinutes(2));
        }

        @Test
        void dateIsTaken() {
            assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:01:00 GMT", AT)).isEqualTo(Duration.ofMinutes(1));
        }

        @Test
        void pastDateIsNoWait() {
            assertThat(RetryAfter.parse("Wed, 31 Dec 2025 00:01:00 GMT", AT)).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "-1", "soon", "99999999999999999999", "1.5"})
        void malformedFieldIsNoWait(String field) {
            assertThat(RetryAfter.parse(field, AT)).isZero();
        }

        @Test
        void absentFieldIsNoWait() {
            assertThat(RetryAfter.parse(null, AT)).isZero();
        }
    }
}
