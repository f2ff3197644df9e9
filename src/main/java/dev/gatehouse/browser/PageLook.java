package dev.gatehouse.browser;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the settings say about the look of the pages. */
final class PageLook {
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern IMAGE = Pattern.compile("/(?![/\\\\])[^\\s\\\\]*|data:image/[^\\s]+");
    private static final Pattern LINK = Pattern.compile("(?:https?://|mailto:|/(?![/\\\\]))[^\\s\\\\]+");
    private static final String WHITE = "#ffffff";
    private static final String BLACK = "#000000";
    /** An icon of nothing, so that browsers do not ask for one. */
    private static final String NO_ICON = "data:,";

    private final PagesConfig config;

    /** @throws ConfigurationException for a setting that is malformed, with its name */
    PageLook(PagesConfig config) {
        this.config = config;
        require("logo", IMAGE, config.logo());
        require("accent-color", COLOR, Optional.of(config.accentColor()));
        require("terms", LINK, config.terms());
        require("privacy", LINK, config.privacy());
        require("support", LINK, config.support());
    }

    private static void require(String name, Pattern form, Optional<String> value) {
        if (value.isPresent() && !form.matcher(value.get()).matches()) {
            throw new ConfigurationException("gatehouse.pages." + name + " is malformed.");
        }
    }

    /** The values for the templates, by name; empty where there is none. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        values.put("name", config.name());
        values.put("logo", config.logo().orElse(""));
        values.put("icon", config.logo().orElse(NO_ICON));
        values.put("terms", config.terms().orElse(""));
        values.put("privacy", config.privacy().orElse(""));
        values.put("support", config.support().orElse(""));
        config.methods().ifPresent(methods -> methods.forEach(method -> values.put(method.label(), "yes")));
        config.attributes().ifPresent(_ -> values.put("attributes", "yes"));
        values.put("email_change", config.emailChange().orElse(false) ? "yes" : "");
        values.put("admin_roles", String.join(",", config.adminRoles().orElse(List.of())));
        if (config.methods().isPresent() || config.providers().isPresent()) {
            values.put("others", "yes");
        }
        return values;
    }

    /** A style sheet with the colours of the settings. */
    String theme() {
        return ":root { --accent: %s; --on-accent: %s; }\n".formatted(config.accentColor(), textColor());
    }

    /** White or black, whichever has the higher contrast (WCAG 2.2, 1.4.3): at least 4.5 to 1 on every colour. */
    private String textColor() {
        double luminance = luminance(config.accentColor());
        double onWhite = (luminance(WHITE) + 0.05) / (luminance + 0.05);
        double onBlack = (luminance + 0.05) / (luminance(BLACK) + 0.05);
        return onWhite >= onBlack ? WHITE : BLACK;
    }

    /** The relative luminance of WCAG 2.2. */
    private static double luminance(String color) {
        return 0.2126 * linear(color, 1) + 0.7152 * linear(color, 3) + 0.0722 * linear(color, 5);
    }

    private static double linear(String color, int at) {
        double part = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
