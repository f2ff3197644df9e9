package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DateFieldTest {
    private final MovedClock clock = new MovedClock();
    private final DateField date = new DateField(clock);

    @Test
    void formIsThatOfRfc9110() {
        assertThat(date.now()).hasToString("Thu, 01 Jan 2026 00:00:00 GMT");
    }

    @Test
    void answersOfOneSecondShareTheText() {
        CharSequence first = date.now();
        clock.advance(Duration.ofMillis(999));

        assertThat(date.now()).isSameAs(first);
    }

    @Test
    void nextSecondHasItsOwn() {
        clock.advance(Duration.ofSeconds(1));

        assertThat(date.now()).hasToString("Thu, 01 Jan 2026 00:00:01 GMT");
    }

    @Test
    void dateFollowsAClockThatIsSetBack() {
        clock.advance(Duration.ofHours(-1));

        assertThat(date.now()).hasToString("Wed, 31 Dec 2025 23:00:00 GMT");
    }
}
