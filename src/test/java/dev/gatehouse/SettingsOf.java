package dev.gatehouse;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The settings of a package, without the application around them. */
public final class SettingsOf {
    private SettingsOf() {}

    /** The mapping with these properties and nothing else, so that the rest has its defaults. */
    public static <T> T mapping(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }
}
