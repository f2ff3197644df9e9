package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminConfigTest {

    @Test
    void administratorsAreInTheGroupAdmin() {
        assertThat(SettingsOf.mapping(AdminConfig.class, Map.of()).role()).isEqualTo("admin");
    }
}
