package dev.gatehouse.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevocationConfigTest {
    private final RevocationConfig config = SettingsOf.mapping(
            RevocationConfig.class,
            Map.of(
                    "gatehouse.revocation.token-lifetime",
                    "24h",
                    "gatehouse.revocation.refresh-lifetime",
                    "30d",
                    "gatehouse.revocation.clock-skew",
                    "60s"));

    @Test
    void oneReplicaNeedsNoStore() {
        assertThat(config.store()).isEqualTo(RevocationConfig.Store.MEMORY);
    }

    @Test
    void lossOfTheStoreRefusesNoToken() {
        assertThat(config.onStoreLoss()).isEqualTo(RevocationConfig.OnStoreLoss.CONTINUE);
    }

    @Test
    void hundredThousandRevocationsWaitForTheStore() {
        assertThat(config.maxWaiting()).isEqualTo(100_000);
    }

    @Test
    void newPasswordEndsOtherSessions() {
        assertThat(config.endSessionsOnNewPassword()).isTrue();
    }
}
