package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CognitoConfigTest {
    private final CognitoConfig config = SettingsOf.room(CognitoConfig.class, Map.of());

    static Stream<Function<CognitoConfig, Optional<?>>> settingsOfTheDeployment() {
        return Stream.of(
                CognitoConfig::userPoolId,
                CognitoConfig::clientId,
                CognitoConfig::clientSecret,
                CognitoConfig::clientSecretFile,
                CognitoConfig::region);
    }

    @ParameterizedTest
    @MethodSource("settingsOfTheDeployment")
    void whatOnlyADeploymentKnowsHasNoDefault(Function<CognitoConfig, Optional<?>> setting) {
        assertThat(setting.apply(config)).isEmpty();
    }

    @Test
    void thousandCallsMayBeInFlight() {
        assertThat(config.maxCallsInFlight()).isEqualTo(1024);
    }

    @Test
    void callsAreRepeatedTwice() {
        assertThat(config.maxRetries()).isEqualTo(2);
    }

    @Test
    void firstRepeatComesAfterTheTenthOfASecond() {
        assertThat(config.retryDelay()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void circuitStaysOpenForFiveSeconds() {
        assertThat(config.circuitOpenFor()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void circuitLooksAtTwentyCalls() {
        assertThat(config.circuitWindow()).isEqualTo(20);
    }

    @Test
    void circuitOpensWhenHalfOfThemFailed() {
        assertThat(config.circuitFailureRatio()).isEqualTo(0.5);
    }
}
