package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowDownTest {
    private final SlowDown slowDown =
            new SlowDown(2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 1", "4, 2", "5, 4", "12, 512", "13, 900", "2000000000, 900"})
    void eachFailureDoublesTheWaitUpToTheLongest(int failures, long seconds) {
        assertThat(slowDown.waitAfter(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
