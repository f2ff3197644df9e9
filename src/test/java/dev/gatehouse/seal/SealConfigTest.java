package dev.gatehouse.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealConfigTest {
    private final SealConfig config = SettingsOf.mapping(SealConfig.class, Map.of());

    @Test
    void secretIsOptional() {
        assertThat(config.secret()).isEmpty();
    }

    @Test
    void previousSecretIsOptional() {
        assertThat(config.previousSecret()).isEmpty();
        assertThat(config.previousSecretFile()).isEmpty();
    }

    @Test
    void secretFileIsOptional() {
        assertThat(config.secretFile()).isEmpty();
    }
}
