package dev.gatehouse.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthConfigTest {
    private final HealthConfig config = SettingsOf.mapping(HealthConfig.class, Map.of("gatehouse.health.version", "1"));

    @Test
    void outageOfCognitoLeavesTheReplicaReady() {
        assertThat(config.readyNeedsCognito()).isFalse();
    }

    @Test
    void poolIsAskedAtMostEveryFiveSeconds() {
        assertThat(config.poolCheckInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void checkHoldsTheAnswerForTwoSecondsAtMost() {
        assertThat(config.checkTimeout()).isEqualTo(Duration.ofSeconds(2));
    }
}
