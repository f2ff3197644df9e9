package dev.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretVariablesTest {
    private static final String SETTING = "gatehouse.redis.url";
    private static final String VARIABLE = "REDIS_URL";

    @ParameterizedTest
    @ValueSource(
            strings = {"a$$b", "a\\$b", "${HOME}", "${", "$", "$${x}", "${nobody.knows.it}", "a,b\\,c", "\\", "a b "})
    void secretOfAVariableIsTakenAsItIs(String secret) {
        assertThat(config(Map.of(VARIABLE, secret), "${REDIS_URL:}").getValue(SETTING, String.class))
                .isEqualTo(secret);
    }

    @Test
    void secretOfTheSettingsOwnVariableIsTakenAsItIs() {
        assertThat(config(Map.of("GATEHOUSE_REDIS_URL", "a$$b${HOME}"), "${REDIS_URL:}")
                        .getValue(SETTING, String.class))
                .isEqualTo("a$$b${HOME}");
    }

    @Test
    void settingWithoutItsVariableIsEmpty() {
        assertThat(config(Map.of(), "${REDIS_URL:}").getOptionalValue(SETTING, String.class))
                .isEmpty();
    }

    @Test
    void defaultOfTheReferenceCounts() {
        assertThat(config(Map.of(), "${REDIS_URL:redis://h}").getValue(SETTING, String.class))
                .isEqualTo("redis://h");
    }

    @Test
    void fileOfSettingsMayReferToOthers() {
        assertThat(config(Map.of("HOST", "h"), "redis://${HOST}:1").getValue(SETTING, String.class))
                .isEqualTo("redis://h:1");
    }

    @Test
    void otherSettingsAreExpanded() {
        SmallRyeConfig config = builder(Map.of("OTHER", "a$$b${HOST}", "HOST", "h"), Map.of("other", "${OTHER:}"));

        assertThat(config.getValue("other", String.class)).isEqualTo("a$bh");
    }

    private static SmallRyeConfig config(Map<String, String> environment, String setting) {
        return builder(environment, Map.of(SETTING, setting));
    }

    /** With the interceptor as it is found by whoever makes a configuration. */
    private static SmallRyeConfig builder(Map<String, String> environment, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(settings, "test", 100))
                .build();
    }
}
