package dev.gatehouse.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogConfigTest {
    private final LogConfig config = SettingsOf.mapping(LogConfig.class, Map.of());

    @Test
    void membersHaveGatehousesNames() {
        assertThat(config.names()).isEqualTo(LogNames.GATEHOUSE);
    }

    @Test
    void noFileIsWrittenByDefault() {
        assertThat(config.file()).isEmpty();
    }

    @Test
    void fileIsRotatedAtTenMebibytes() {
        assertThat(config.fileMaxSize().asLongValue()).isEqualTo(10 * 1024 * 1024);
    }

    @Test
    void fiveFilesAreKept() {
        assertThat(config.fileBackups()).isEqualTo(5);
    }

    @Test
    void fourMebibytesMayWait() {
        assertThat(config.queueSize().asLongValue()).isEqualTo(4 * 1024 * 1024);
    }
}
