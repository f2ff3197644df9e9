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

    /** False only for names that SmallRye does not take for equal: what they have before a {@code *} differs. */
    static boolean mayBeEqual(String name, String other) {
        if (name.indexOf(INDEX) >= 0 || other.indexOf(INDEX) >= 0) {
            return true;
        }
        return name.regionMatches(0, other, 0, Math.min(literalLength(name), literalLength(other)));
    }

    private static int literalLength(String name) {
        int any = name.indexOf(ANY);
        return any < 0 ? name.length() : any;
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
