package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stops the start of the packaged application. */
@Tag("proof")
class LimitStartIT {
    private static Emulator pool;

    @BeforeAll
    static void start() {
        pool = Emulator.start(EmulatorSettings.defaults());
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    @Test
    void malformedRateStopsTheStart() {
        assertStops(
                Gatehouse.before(pool).setting("gatehouse.limit.sign-in.per-address", "often"),
                "gatehouse.limit.sign-in.per-address is malformed");
    }

    @Test
    void malformedRateOfTheEnvironmentStopsTheStart() {
        assertStops(
                Gatehouse.before(pool).env("GATEHOUSE_LIMIT_PASSWORD_CHANGE_PER_ACCOUNT", "often"),
                "gatehouse.limit.password-change.per-account is malformed");
    }

    @Test
    void rateOfAnUnknownLimitStopsTheStart() {
        assertStops(Gatehouse.before(pool).setting("gatehouse.limit.sing-in.per-address", "60/1m"), "sing-in");
    }

    @Test
    void sharingWithoutAnAddressStopsTheStart() {
        assertStops(shared(), "REDIS_URL is missing");
    }

    @Test
    void sharingWithoutASecretStopsTheStart() {
        assertStops(
                shared().env("REDIS_URL", "redis://127.0.0.1:1").without("JWT_SECRET"),
                "JWT_SECRET is missing: set it, replicas");
    }

    @Test
    void quotaBelowOneStopsTheStart() {
        assertStops(
                Gatehouse.before(pool).setting("gatehouse.cognito.quota.user-read", "0"),
                "gatehouse.cognito.quota is malformed");
    }

    private static Gatehouse.Launch shared() {
        return Gatehouse.before(pool)
                .setting("gatehouse.limit.enabled", "true")
                .setting("gatehouse.limit.store", "redis");
    }

    private static void assertStops(Gatehouse.Launch launch, String sentence) {
        try (Gatehouse gatehouse = launch.launch()) {
            assertThat(gatehouse.awaitExit().code()).isNotZero();
            assertThat(gatehouse.output()).contains(sentence);
        }
    }
}
