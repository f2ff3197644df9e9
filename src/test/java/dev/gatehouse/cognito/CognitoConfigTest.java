package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CognitoConfigTest {
    private final CognitoConfig config = SettingsOf.mapping(CognitoConfig.class, Map.of());

    @Test
    void settingsOfTheDeploymentHaveNoDefault() {
        Map<String, Optional<?>> settings = Map.of(
                "user-pool-id", config.userPoolId(),
                "client-id", config.clientId(),
                "client-secret", config.clientSecret(),
                "client-secret-file", config.clientSecretFile(),
                "region", config.region());
        assertThat(settings)
                .allSatisfy((name, value) -> assertThat(value).as(name).isEmpty());
    }

    @Test
    void thousandCallsMayBeInFlight() {
        assertThat(config.maxCallsInFlight()).isEqualTo(1024);
    }

    @Test
    void requestWaitsFiveSecondsForCognito() {
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
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

    @Test
    void invitationLastsSevenDays() {
        assertThat(config.invitationLifetime()).isEqualTo(Duration.ofDays(7));
    }
}
