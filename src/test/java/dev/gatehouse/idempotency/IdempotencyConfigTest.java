package dev.gatehouse.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdempotencyConfigTest {
    private final IdempotencyConfig config = SettingsOf.mapping(IdempotencyConfig.class, Map.of());

    @Test
    void answersAreKeptForADay() {
        assertThat(config.keptFor()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void lostRunEndsAfterAMinute() {
        assertThat(config.longestRun()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void replicaKnowsTenThousandKeys() {
        assertThat(config.keptInMemory()).isEqualTo(10_000);
    }
}
