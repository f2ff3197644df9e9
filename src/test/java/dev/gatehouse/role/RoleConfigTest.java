package dev.gatehouse.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleConfigTest {
    private final RoleConfig config = SettingsOf.mapping(RoleConfig.class, Map.of());

    @Test
    void administratorsAreInTheGroupAdmin() {
        assertThat(config.role()).isEqualTo("admin");
    }

    @Test
    void readersAreInTheGroupSupport() {
        assertThat(config.supportRole()).isEqualTo("support");
    }
}
