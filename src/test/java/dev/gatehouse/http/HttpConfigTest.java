package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpConfigTest {

    @Test
    void bodiesAreReadUpToSixteenKibibytes() {
        assertThat(SettingsOf.room(HttpConfig.class, Map.of()).maxBodySize().asLongValue())
                .isEqualTo(16 * 1024);
    }
}
