package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserConfigTest {
    private final BrowserConfig config = SettingsOf.mapping(BrowserConfig.class, Map.of());

    @Test
    void tokensGoIntoTheAnswer() {
        assertThat(config.session()).isEqualTo(BrowserConfig.Form.TOKENS);
    }

    @Test
    void cookiesBelongToOneHost() {
        assertThat(config.cookieDomain()).isEmpty();
    }

    @Test
    void noOtherOriginMayUseTheCookie() {
        assertThat(config.origins()).isEmpty();
    }

    @Test
    void nobodyIsSentToAnotherOrigin() {
        assertThat(config.returnTo()).isEmpty();
    }

    @Test
    void malformedOriginIsRefusedByName() {
        BrowserConfig malformed = SettingsOf.mapping(
                BrowserConfig.class, Map.of("gatehouse.browser.origins", "https://app.example.com/"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new BrowserOrigins(malformed))
                .withMessageStartingWith("gatehouse.browser.origins is malformed");
    }

    private static String needed(Map<String, String> settings) {
        return new CookieSecret(
                        SettingsOf.mapping(BrowserConfig.class, settings),
                        SettingsOf.mapping(PagesConfig.class, settings))
                .setting()
                .orElse("");
    }

    @Test
    void cookiesForAllNeedTheSecret() {
        assertThat(needed(Map.of("gatehouse.browser.session", "cookie"))).isEqualTo("gatehouse.browser.session=cookie");
    }

    @Test
    void pagesNeedTheSecret() {
        assertThat(needed(Map.of("gatehouse.pages.enabled", "true"))).isEqualTo("gatehouse.pages.enabled=true");
    }

    @Test
    void nothingNeedsTheSecretByDefault() {
        assertThat(needed(Map.of())).isEmpty();
    }
}
