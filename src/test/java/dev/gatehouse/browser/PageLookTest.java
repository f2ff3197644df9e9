package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.http.RefusedSignIn;
import dev.gatehouse.http.ReturnTo;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.ws.rs.NotFoundException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageLookTest {
    private static PageLook look(String name, String value) {
        return new PageLook(SettingsOf.mapping(PagesConfig.class, Map.of("gatehouse.pages." + name, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "#000000,#ffffff",
        "#ffffff,#000000",
        "#1d4ed8,#ffffff",
        "#FFD400,#000000",
        "#757575,#ffffff",
        "#767676,#000000"
    })
    void textOnTheAccentColourIsReadable(String accent, String text) {
        assertThat(look("accent-color", accent).theme()).contains("--accent: " + accent + "; --on-accent: " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "accent-color,red",
        "accent-color,#fff",
        "accent-color,#ffffff;}",
        "logo,https://elsewhere.example/logo.png",
        "logo,//elsewhere.example/logo.png",
        "logo,javascript:1",
        "terms,javascript:1",
        "privacy,//elsewhere.example",
        "support,data:text/html"
    })
    void malformedSettingIsNamed(String name, String value) {
        assertThatThrownBy(() -> look(name, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("gatehouse.pages." + name)
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @CsvSource({
        "logo,/logo.svg",
        "logo,data:image/png;base64,AAAA",
        "terms,https://example.com/terms",
        "privacy,/privacy",
        "support,mailto:help@example.com"
    })
    void addressIsAValueOfThePages(String name, String value) {
        assertThat(look(name, value).values()).containsEntry(name, value);
    }

    @Test
    void pagesAreNotFoundWhereTheyAreOff() {
        ServedPages pages = new ServedPages(SettingsOf.mapping(PagesConfig.class, Map.of()));
        PagesResource resource = new PagesResource(pages, new ReturnTo(Set.of()));

        assertThatThrownBy(() -> resource.file("sign-in", null, null, null, null))
                .isInstanceOf(NotFoundException.class);
        assertThat(pages.signIn()).isEmpty();
        assertThat(pages.refusal(null, RefusedSignIn.OVER, "/")).isEmpty();
    }

    @Test
    void pagesAreOffByDefault() {
        PagesConfig config = SettingsOf.mapping(PagesConfig.class, Map.of());

        assertThat(config.enabled()).isFalse();
        assertThat(config.atRoot()).isFalse();
        assertThat(config.name()).isEqualTo("Gatehouse");
        assertThat(config.accentColor()).isEqualTo("#1d4ed8");
    }
}
