package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivacyConfigTest {

    @Test
    void accountsAreConcealed() {
        assertThat(SettingsOf.mapping(PrivacyConfig.class, Map.of()).concealAccounts())
                .isTrue();
    }
}
