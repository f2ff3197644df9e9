package dev.gatehouse.lifecycle;

import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rules out, cheaply, that two names of settings are equal to SmallRye Config, where {@code *} stands for a segment. Each
 * method leaves what it cannot rule out to SmallRye Config.
 */
final class SettingNames {
    private SettingNames() {}

    /**
     * Finds the end of the segment after a dot.
     *
     * @param dot the index of the dot, or -1 for the first segment
     * @return the index of the next dot or the length of the name; -1 where a quote or backslash comes first, or no segment
     *     follows
     */
    static int segmentEnd(String name, int dot) {
        int length = name.length();
        if (dot >= length) {
            return -1;
        }
        for (int i = dot + 1; i < length; i++) {
            char c = name.charAt(i);
            if (c == '.') {
                return i;
            }
            if (c == '"' || c == '\\') {
                return -1;
            }
        }
        return length;
    }

    /** Whether two regions end in characters of which one cannot stand for the other. */
    static boolean endsDiffer(String name, int offset, int length, String other, int otherOffset, int otherLength) {
        if (length < 1 || otherLength < 1) {
            return false;
        }
        char a = name.charAt(offset + length - 1);
        char b = other.charAt(otherOffset + otherLength - 1);
        return a != b && a != '*' && b != '*';
    }

    /** The beginnings that the names have which these patterns match: each pattern up to its first star, index or quote. */
    static <P> Set<String> literalStarts(Collection<P> patterns, Function<P, String> name) {
        return patterns.stream().map(name).map(SettingNames::literalStart).collect(Collectors.toUnmodifiableSet());
    }

    private static String literalStart(String pattern) {
        int end = 0;
        while (end < pattern.length() && "*[\"".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }

    /** Whether a name begins as one of the patterns does, or is a pattern itself. */
    static boolean mayMatch(String name, Set<String> literalStarts) {
        if (name.indexOf('*') >= 0) {
            return true;
        }
        for (String start : literalStarts) {
            if (name.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
