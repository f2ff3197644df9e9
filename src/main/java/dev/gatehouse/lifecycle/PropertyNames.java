package dev.gatehouse.lifecycle;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.smallrye.config.PropertyName;

/**
 * Compares names of settings faster in the native executable. SmallRye Config 3.16.0 keeps patterns such as {@code
 * quarkus.log.category.*.level} in hash tables in which all have the same hash, so that each look-up compares the name with
 * every pattern; that took a sixth of the start. Not needed with 3.17, which has no such tables; see {@code
 * docs/decisions/property-names.md}.
 */
final class PropertyNames {
    private static final char ANY = '*';
    private static final char INDEX = '[';

    private PropertyNames() {}

    /** False only for names that SmallRye does not take for equal: they differ before any {@code *} or index. */
    static boolean mayBeEqual(String name, String other) {
        int length = Math.min(name.length(), other.length());
        for (int i = 0; i < length; i++) {
            char one = name.charAt(i);
            char two = other.charAt(i);
            if (one == ANY || two == ANY || one == INDEX || two == INDEX) {
                return true;
            }
            if (one != two) {
                return false;
            }
        }
        return true;
    }

    /** Asks SmallRye only where the names may be equal. */
    @TargetClass(PropertyName.class)
    static final class Comparison {
        private Comparison() {}

        @Alias
        private static native boolean equalsInternal(
                String name, int offset, int length, String other, int otherOffset, int otherLength);

        @Substitute
        public static boolean equals(String name, String other) {
            return mayBeEqual(name, other)
                    && (equalsInternal(name, 0, name.length(), other, 0, other.length())
                            || equalsInternal(other, 0, other.length(), name, 0, name.length()));
        }
    }
}
