package dev.gatehouse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsConfigTest {
    @Test
    void openTelemetrysNamesAreOffByDefault() {
        assertThat(SettingsOf.mapping(MetricsConfig.class, Map.of()).otelNames())
                .isFalse();
    }
}
