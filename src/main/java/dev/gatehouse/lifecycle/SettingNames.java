package dev.gatehouse.lifecycle;

/**
 * Fast negative checks of whether two setting names are equal in SmallRye Config, where {@code *} matches a segment. If a check
 * is not conclusive, SmallRye Config decides.
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
}
