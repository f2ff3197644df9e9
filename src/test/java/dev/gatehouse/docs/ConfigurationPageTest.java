package dev.gatehouse.docs;

import static dev.gatehouse.docs.ConfigurationPage.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} describes the settings of the code. With {@code -Ddocs.write} it is written first. */
class ConfigurationPageTest {
    private final ConfigurationPage page = new ConfigurationPage();

    ConfigurationPageTest() throws IOException {}

    @Test
    void pageIsWhatTheSourcesSay() throws IOException {
        String fresh = page.render();
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, fresh);
        }
        assertThat(Files.readString(PAGE))
                .as("run ./mvnw test -Dtest=ConfigurationPageTest -Ddocs.write")
                .isEqualTo(fresh);
    }

    @Test
    void everySettingIsOnThePage() throws IOException {
        List<String> names = page.settings().stream()
                .map(setting -> setting.otherName().orElse(setting.name()))
                .filter(name -> !name.equals("quarkus.application.version"))
                .map(name -> '`' + name + '`')
                .toList();
        assertThat(page.render()).contains(names);
    }

    @Test
    void everySettingHasItsMeaning() {
        assertThat(page.settings()).hasSizeGreaterThan(60).allSatisfy(setting -> assertThat(setting.comment())
                .as(setting.name())
                .isNotEmpty()
                .doesNotContain("<"));
    }

    @Test
    void noMeaningHasMarkupThatMarkdownDoesNotKnow() throws IOException {
        assertThat(page.render()).doesNotContain("{@").doesNotContain("<!--");
    }
}
