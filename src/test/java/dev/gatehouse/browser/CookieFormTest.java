package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.http.HttpConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CookieFormTest {
    private static CookieForm form(Map<String, String> settings) {
        return new CookieForm(
                SettingsOf.mapping(BrowserConfig.class, settings), SettingsOf.mapping(HttpConfig.class, settings));
    }

    @Test
    void hostPrefixWithoutAPublicUrl() {
        assertThat(form(Map.of()).line(0, "x", 7))
                .isEqualTo("__Host-gatehouse-session.0=x; Max-Age=7; Path=/; HttpOnly; Secure; SameSite=Lax");
    }

    @Test
    void securePrefixWithADomain() {
        assertThat(form(Map.of("gatehouse.browser.cookie-domain", ".Example.com"))
                        .line(1, "x", 7))
                .isEqualTo("__Secure-gatehouse-session.1=x; Max-Age=7; Path=/; Domain=example.com; HttpOnly; Secure;"
                        + " SameSite=Lax");
    }

    @Test
    void noPrefixAndNoSecureWithoutTls() {
        assertThat(form(Map.of("gatehouse.http.public-url", "http://localhost:8080"))
                        .line(0, "x", 7))
                .isEqualTo("gatehouse-session.0=x; Max-Age=7; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void fullChunkMakesALineOfTheLongestLength() {
        CookieForm form = form(Map.of("gatehouse.browser.cookie-domain", "example.com"));

        assertThat(form.line(3, "x".repeat(form.capacity()), 9_999_999_999L)).hasSize(4096);
    }

    @Test
    void deletionHasTheAttributesOfTheCookie() {
        assertThat(form(Map.of("gatehouse.browser.cookie-domain", "example.com"))
                        .deletion())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line)
                        .contains("=; Max-Age=0; Path=/; Domain=example.com; HttpOnly; Secure; SameSite=Lax"));
    }
}
