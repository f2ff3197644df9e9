package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.MovedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyFetchMetricsTest {
    private final MovedClock clock = new MovedClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KeyFetchMetrics metrics = new KeyFetchMetrics(registry, "default", clock);

    @Test
    void ageGrowsFromTheStartWhileNoFetchSucceeds() {
        clock.advance(Duration.ofMinutes(1));
        metrics.failed();

        assertThat(age()).isEqualTo(60);
    }

    @Test
    void successResetsTheAge() {
        clock.advance(Duration.ofMinutes(1));
        metrics.succeeded();
        clock.advance(Duration.ofSeconds(5));

        assertThat(age()).isEqualTo(5);
    }

    private double age() {
        return registry.get("gatehouse.signing.keys.age")
                .tag("pool", "default")
                .gauge()
                .value();
    }
}
