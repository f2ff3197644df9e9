package dev.gatehouse.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Renders {@code docs/configuration.md}: the template {@code configuration.md} in the test resources, with the tables of settings
 * in place of its two marks. A setting whose Javadoc begins with "Advanced:" is in the second table; one whose Javadoc says "Set
 * as {@code NAME}." is in neither, because the template describes that name.
 */
final class ConfigurationPage {
    static final Path PAGE = Path.of("docs/configuration.md");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.-]+)");

    private final List<Setting> settings;
    private final Properties shipped = new Properties();

    ConfigurationPage() throws IOException {
        settings = SettingSources.read();
        try (InputStream file = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            shipped.load(file);
        }
    }

    List<Setting> settings() {
        return settings;
    }

    String render() throws IOException {
        try (InputStream template = ConfigurationPage.class.getResourceAsStream("/configuration.md")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("<!-- main -->", rows(setting -> !setting.isAdvanced()))
                    .replace("<!-- advanced -->", rows(Setting::isAdvanced));
        }
    }

    private String rows(Predicate<Setting> chosen) {
        return settings.stream()
                .filter(chosen)
                .filter(setting -> setting.otherName().isEmpty())
                .map(this::row)
                .collect(Collectors.joining("\n"));
    }

    private String row(Setting setting) {
        return "| `%s` | %s | %s | %s |"
                .formatted(setting.name(), setting.type(), fallback(setting), references(setting));
    }

    /** The default, or the settings whose values are taken. */
    private String fallback(Setting setting) {
        if (setting.fallback().isPresent()) {
            return '`' + setting.fallback().get() + '`';
        }
        List<String> names = REFERENCE
                .matcher(shipped.getProperty(setting.name(), ""))
                .results()
                .map(result -> '`' + shownName(result.group(1)) + '`')
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private String shownName(String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .flatMap(setting -> setting.otherName().stream())
                .findFirst()
                .orElse(name);
    }

    /** The meaning, with the full name in place of a link to a setting beside this one. */
    private static String references(Setting setting) {
        String prefix = setting.name().substring(0, setting.name().lastIndexOf('.') + 1);
        return Pattern.compile("\\{@link #(\\w+)\\(\\)}")
                .matcher(setting.meaning())
                .replaceAll((MatchResult link) -> '`' + prefix + link.group(1) + '`');
    }
}
