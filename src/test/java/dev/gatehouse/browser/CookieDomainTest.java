package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.http.HttpConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookieDomainTest {
    private static void check(String domain) {
        new CookieDomain(
                        SettingsOf.mapping(BrowserConfig.class, Map.of("gatehouse.browser.cookie-domain", domain)),
                        SettingsOf.mapping(
                                HttpConfig.class, Map.of("gatehouse.http.public-url", "https://auth.example.com")))
                .run();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com",
                "localhost",
                "127.0.0.1",
                "[::1]",
                "co.uk",
                "github.io",
                "other.com",
                "ample.com",
                "auth.example.com.",
                "https://example.com",
                "example.com:443",
                "exa mple.com",
                "sub.auth.example.com"
            })
    void domainThatBrowsersIgnoreIsRefusedByName(String domain) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> check(domain))
                .withMessageStartingWith("gatehouse.browser.cookie-domain ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", ".example.com", "EXAMPLE.com", "auth.example.com"})
    void domainOfThePublicUrlIsAccepted(String domain) {
        assertThatCode(() -> check(domain)).doesNotThrowAnyException();
    }

    @Test
    void settingIsOptional() {
        assertThatCode(() -> new CookieDomain(
                                SettingsOf.mapping(BrowserConfig.class, Map.of()),
                                SettingsOf.mapping(HttpConfig.class, Map.of()))
                        .run())
                .doesNotThrowAnyException();
    }
}
