package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.guard.Decision.Reason;
import dev.gatehouse.guard.Decision.Refused;
import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressRefusalsTest {
    private static final Refused REFUSAL = new Refused(Reason.TOKEN_REFUSED, new IllegalStateException());

    private final MovedClock clock = new MovedClock();
    private final AddressRefusals refusals = new AddressRefusals(clock);

    @Test
    void areKeptForAMinute() {
        refusals.keep("token", REFUSAL);

        clock.advance(Duration.ofMillis(59_999));
        assertThat(refusals.find("token")).isEqualTo(REFUSAL);
        clock.advance(Duration.ofMillis(1));
        assertThat(refusals.find("token")).isNull();
    }

    @Test
    void concernOneToken() {
        refusals.keep("token", REFUSAL);

        assertThat(refusals.find("next token")).isNull();
    }

    @Test
    void failureIsNone() {
        refusals.keep("token", new Refused(Reason.UNAVAILABLE, new IllegalStateException()));

        assertThat(refusals.find("token")).isNull();
    }

    @Test
    void areNoMoreThanTheirBound() {
        int given = AddressRefusals.MOST + 1_000;
        for (int i = 0; i < given; i++) {
            refusals.keep("token " + i, REFUSAL);
        }

        assertThat(IntStream.range(0, given)
                        .filter(i -> refusals.find("token " + i) != null)
                        .count())
                .isPositive()
                .isLessThanOrEqualTo(AddressRefusals.MOST);
    }
}
