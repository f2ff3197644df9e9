package dev.gatehouse.docs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One setting as its source declares it. */
record Setting(String name, String type, Optional<String> fallback, String comment) {
    static final String ADVANCED = "Advanced: ";
    private static final Pattern OTHER_NAME = Pattern.compile("Set as \\{@code ([\\w.-]+)}\\.");
    private static final Pattern RATE = Pattern.compile("\\d+/\\d+[smhd]");

    Setting {
        comment = comment.strip().replaceAll("\\s+", " ");
        if (type.equals("text") && fallback.filter(RATE.asMatchPredicate()).isPresent()) {
            type = "rate";
        }
    }

    boolean isAdvanced() {
        return comment.startsWith(ADVANCED) || comment.isEmpty();
    }

    /** The name under which operators set it, if that is another one; the text of the page describes it then. */
    Optional<String> otherName() {
        Matcher sentence = OTHER_NAME.matcher(comment);
        return sentence.find() ? Optional.of(sentence.group(1)) : Optional.empty();
    }

    /** The comment as Markdown, without the mark. */
    String meaning() {
        String text = comment.startsWith(ADVANCED) ? comment.substring(ADVANCED.length()) : comment;
        String sentence = text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return sentence.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("docs/([\\w/-]+\\.md)", "[docs/$1]($1)")
                .replace("|", "\\|");
    }
}
