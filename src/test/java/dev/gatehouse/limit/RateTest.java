package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @Test
    void rateIsSoManyPerPeriod() {
        assertThat(Rate.parse("sign-in.per-account", "10/1m")).isEqualTo(new Rate(10, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "0/1m",
                "-1/1m",
                "10/0s",
                "10/m",
                "ten/1m",
                "10/1w",
                "10/1m/1m",
                "2000000/1s",
                "900000000/1ms"
            })
    void whatIsNoRateStopsTheStartWithTheSettingsName(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Rate.parse("sign-in.per-account", text))
                .withMessageStartingWith("gatehouse.limit.sign-in.per-account is malformed");
    }
}
