package dev.gatehouse.browser;

import dev.gatehouse.http.Html;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a page in. {@code {{>name}}} stands for another part, {@code {{>name id}}} for one in which {@code {{id}}} is that id,
 * <code>{{?name}}…{{/name}}</code> for text that is there if the value is not empty, and <code>{{name}}</code> for a value,
 * escaped for HTML.
 *
 * @param parts the parts by name
 */
record PageTemplate(Map<String, String> parts) {
    private static final Pattern PART = Pattern.compile("\\{\\{>([a-z-]+)(?: ([a-z_-]+))?}}\\n?");
    private static final String ID = "{{id}}";
    private static final Pattern CONDITION =
            Pattern.compile("\\{\\{\\?([a-z_]+)}}(.*?)\\{\\{/\\1}}\\n?", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\{\\{([A-Za-z._-]+)}}");

    /** @throws IllegalStateException when there is no such part or value */
    String filled(String part, Map<String, String> values) {
        return filled(part(part), "", values);
    }

    private String filled(String text, String id, Map<String, String> values) {
        String own = id.isEmpty() ? text : text.replace(ID, id);
        String whole = replaced(
                PART,
                own,
                match -> filled(
                        part(match.group(1)),
                        Optional.ofNullable(match.group(2)).orElse(""),
                        values));
        String chosen = replaced(
                CONDITION,
                whole,
                match -> values.getOrDefault(match.group(1), "").isEmpty() ? "" : match.group(2));
        return replaced(VALUE, chosen, match -> Html.escaped(value(values, match.group(1))));
    }

    private String part(String name) {
        String part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("there is no part " + name);
        }
        return part;
    }

    /** @throws IllegalStateException when there is no such value */
    static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("there is no value " + name);
        }
        return value;
    }

    private static String replaced(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(by.apply(match)));
    }
}
