package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Log;
import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequirementWarningTest {
    private final MovedClock clock = new MovedClock();
    private final RequirementWarning warning = new RequirementWarning(clock);

    private List<String> lines(Runnable work) {
        return Log.of("dev.gatehouse.guard", work);
    }

    @Test
    void isLoggedOnceInAMinute() {
        assertThat(lines(() -> {
                    warning.log();
                    warning.log();
                }))
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("/guard/ext-authz", "X-Guard-Require");
    }

    @Test
    void isLoggedAgainAfterAMinute() {
        assertThat(lines(() -> {
                    warning.log();
                    clock.advance(Duration.ofMinutes(1));
                    warning.log();
                }))
                .hasSize(2);
    }
}
