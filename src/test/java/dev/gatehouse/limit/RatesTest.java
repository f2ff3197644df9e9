package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.Rate;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {
    @Test
    void rateIsSoManyPerPeriod() {
        assertThat(Rates.parse("sign-in.per-account", "10/1m")).isEqualTo(new Rate(10, Duration.ofMinutes(1)));
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
                "900000000/1ms",
                "10/3651d"
            })
    void malformedRateStopsTheStartWithTheNameOfTheSetting(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Rates.parse("sign-in.per-account", text))
                .withMessageStartingWith("gatehouse.limit.sign-in.per-account is malformed");
    }
}
