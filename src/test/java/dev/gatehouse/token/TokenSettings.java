package dev.gatehouse.token;

import dev.gatehouse.SettingsOf;
import java.util.HashMap;
import java.util.Map;

/** The settings of the package with its defaults, and values for those that have none. */
final class TokenSettings {
    private TokenSettings() {}

    static TokenConfig with(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "gatehouse.token.issuer", "https://pool.example",
                "gatehouse.token.jwks-uri", "https://pool.example/.well-known/jwks.json",
                "gatehouse.token.client-ids", "ours"));
        properties.putAll(more);
        return SettingsOf.mapping(TokenConfig.class, properties);
    }
}
