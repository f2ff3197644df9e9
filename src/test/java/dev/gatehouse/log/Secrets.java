package dev.gatehouse.log;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The secrets of a run, by kind, and the search for them in its output. */
final class Secrets {
    /** Shorter ones, such as the header of a token, are the same in many tokens. */
    private static final int SHORTEST_PART = 40;

    private static final int CONTEXT = 200;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final Map<String, String> kinds = new ConcurrentHashMap<>();

    /** Remembers a secret and returns it. */
    String add(String kind, String secret) {
        kinds.put(secret, kind);
        return secret;
    }

    /** A unique password. */
    String newPassword() {
        return add("password", "Pw-" + random() + "!");
    }

    /** A unique address. */
    String newEmail() {
        return add("email", "person." + random() + "@example.com");
    }

    private static String random() {
        return Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
    }

    Set<String> kinds() {
        return new TreeSet<>(kinds.values());
    }

    /** The secrets in the text: as they are, in part, or encoded; each with its kind and where it was found. */
    List<String> in(String text) {
        List<String> found = new ArrayList<>();
        kinds.forEach((secret, kind) -> {
            for (String form : forms(secret)) {
                int at = position(form, text);
                if (at >= 0) {
                    found.add(
                            kind + " in: " + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200)));
                }
            }
        });
        return found;
    }

    private static String around(int position, String text) {
        return text.substring(Math.max(0, position - CONTEXT), Math.min(text.length(), position + CONTEXT));
    }

    private static Set<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new TreeSet<>(List.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes)));
        List<String> parts = List.of(secret.split("\\."));
        parts.stream().skip(1).filter(part -> part.length() >= SHORTEST_PART).forEach(forms::add);
        return forms;
    }

    /** Digits count only outside of a longer number or id, such as a time. */
    private static int position(String form, String text) {
        if (!DIGITS.matcher(form).matches()) {
            return text.indexOf(form);
        }
        var number =
                Pattern.compile("(?<![0-9A-Za-z.])" + form + "(?![0-9A-Za-z])").matcher(text);
        return number.find() ? number.start() : -1;
    }
}
