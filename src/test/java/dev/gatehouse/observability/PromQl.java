package dev.gatehouse.observability;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expressions of Prometheus, as far as tests look into them. */
final class PromQl {
    private static final Pattern STRINGS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTORS = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
    private static final Pattern LABEL_LISTS = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\([^)]*\\)");
    /** A name that is not called. */
    private static final Pattern NAMES = Pattern.compile("[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "offset", "bool", "m", "h", "d", "s");

    private PromQl() {}

    /** The names of the metrics that the expression reads. */
    static Set<String> metrics(String expression) {
        String bare = STRINGS.matcher(expression).replaceAll("");
        bare = SELECTORS.matcher(bare).replaceAll("");
        bare = LABEL_LISTS.matcher(bare).replaceAll("");
        Set<String> names = new TreeSet<>();
        for (Matcher name = NAMES.matcher(bare); name.find(); ) {
            if (!KEYWORDS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }
}
