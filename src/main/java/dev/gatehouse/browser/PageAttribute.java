package dev.gatehouse.browser;

import java.util.Map;

/**
 * An attribute of the profile as a field of the account page.
 *
 * @param name its name in the pool
 */
record PageAttribute(String name) {
    private static final String CUSTOM = "custom:";

    /** The label: a text of the language, or the name itself where the operator chose it. */
    String label(Map<String, String> texts) {
        return switch (name) {
            case "name" -> PageTemplate.value(texts, "your-name");
            case "locale", "phone_number" -> PageTemplate.value(texts, "attribute." + name);
            default -> name.startsWith(CUSTOM) ? name.substring(CUSTOM.length()) : name;
        };
    }

    /** What browsers and password managers may fill in (HTML, autofill detail tokens). */
    String purpose() {
        return switch (name) {
            case "name" -> "name";
            case "locale" -> "language";
            case "phone_number" -> "tel";
            default -> "off";
        };
    }

    @Override
    public String toString() {
        return "PageAttribute[hidden]";
    }
}
