package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginConfigTest {
    private final LoginConfig config = SettingsOf.mapping(LoginConfig.class, Map.of());

    @Test
    void challengeTokensLiveAsLongAsCognitosShortestSession() {
        assertThat(config.challengeLifetime()).isEqualTo(Duration.ofMinutes(3));
    }
}
