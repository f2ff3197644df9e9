package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.Limit;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitConfigTest {
    /** Limit, rate per address, rate per account. */
    private static final String RATES = """
            SIGN_IN 60/1m 10/1m
            REGISTER 20/1h 5/1h
            VERIFY 30/10m 10/10m
            RESEND 20/1h 5/1h
            FORGOT 20/1h 5/1h
            RESET 30/1h 10/1h
            REFRESH 300/1m 10/1m
            CHALLENGE 60/1m 10/5m
            SIGN_IN_CODE 20/10m 5/10m
            LOGOUT 60/1m 10/1m
            PASSWORD_CHANGE 30/10m 10/10m
            FACTORS 60/1m 30/1m
            FACTOR_CHANGE 60/10m 20/10m
            PROFILE 600/1m 30/1m
            PROFILE_CHANGE 60/10m 20/10m
            EMAIL_CHANGE 20/1h 5/1h
            EMAIL_CHANGE_VERIFY 30/10m 10/10m
            ADMIN 60/1m 60/1m
            OAUTH_SIGN_IN 60/1m 10/1m
            OAUTH_CLIENT 30/1m 30000/1m
            """;

    private final LimitConfig config = SettingsOf.mapping(LimitConfig.class, Map.of());

    @Test
    void limitsAreOn() {
        assertThat(config.enabled()).isTrue();
    }

    @Test
    void eachReplicaCountsForItself() {
        assertThat(config.store()).isEqualTo(LimitConfig.Store.MEMORY);
    }

    @Test
    void hundredThousandKeysAreTracked() {
        assertThat(config.trackedKeys()).isEqualTo(100_000);
    }

    @Test
    void redisMayTakeHalfASecond() {
        assertThat(config.storeTimeout()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void redisThatFailedIsNotAskedForFiveSeconds() {
        assertThat(config.storePause()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void waitsBeginWithOneSecondAtTheThirdFailureAndEndWithFifteenMinutes() {
        assertThat(SlowDown.of(config.slowDown()))
                .isEqualTo(new SlowDown(2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1)));
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void eachLimitHasItsRates(Limit limit) {
        Rates rates = new Rates(config);
        List<String> expected = RATES.lines()
                .filter(line -> line.startsWith(limit + " "))
                .flatMap(line -> Stream.of(line.split(" ")))
                .toList();

        assertThat(expected).hasSize(3);
        assertThat(rates.perAddress(limit)).isEqualTo(Rates.parse("", expected.get(1)));
        assertThat(rates.perAccount(limit)).isEqualTo(Rates.parse("", expected.get(2)));
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void everyRateIsSetByItsName(Limit limit) {
        String name = "gatehouse.limit." + limit.setting();
        Rates rates = new Rates(SettingsOf.mapping(
                LimitConfig.class, Map.of(name + ".per-address", "7/1s", name + ".per-account", "8/1s")));

        assertThat(rates.perAddress(limit).capacity()).isEqualTo(7);
        assertThat(rates.perAccount(limit).capacity()).isEqualTo(8);
    }

    /** A variable does not show where a name has a dot and where a hyphen. */
    @ParameterizedTest
    @EnumSource(Limit.class)
    void everyRateIsSetByAnEnvironmentVariable(Limit limit) {
        String name = "GATEHOUSE_LIMIT_" + limit.name();
        Rates rates = new Rates(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(LimitConfig.class)
                .withSources(
                        new EnvConfigSource(Map.of(name + "_PER_ADDRESS", "7/1s", name + "_PER_ACCOUNT", "8/1s"), 300))
                .build()
                .getConfigMapping(LimitConfig.class));

        assertThat(rates.perAddress(limit).capacity()).isEqualTo(7);
        assertThat(rates.perAccount(limit).capacity()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sing-in.per-address",
                "sign-in.per-adress",
                "sign-in",
                "sign_in.per-address",
                "slow-down.per-account"
            })
    void nameThatNoSettingHasStopsTheStart(String name) {
        Map<String, String> misspelled = Map.of("gatehouse.limit." + name, "7/1s");

        assertThatThrownBy(() -> SettingsOf.mapping(LimitConfig.class, misspelled))
                .hasMessageContaining(name);
    }
}
