package dev.gatehouse.lifecycle;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;
import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.PropertyName;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shortens the reading of the configuration in the native executable: docs/decisions/native-start.md. */
@SuppressWarnings("NullAway.Init") // the fields are those of the classes named
final class NativeSettings {
    private NativeSettings() {}

    /** Passes over a segment in one loop. */
    @TargetClass(NameIterator.class)
    static final class Segments {
        @Alias
        private String name;

        @Alias
        private int pos;

        @Alias
        private native int initIteration();

        @Alias
        private native int nextPos(int cookie);

        @Alias
        private native boolean isSegmentDelimiter(int cookie);

        @Alias
        private native int getPosition(int cookie);

        @Substitute
        public int getNextEnd() {
            int end = SettingNames.segmentEnd(name, pos);
            if (end >= 0) {
                return end;
            }
            int cookie = initIteration();
            do {
                cookie = nextPos(cookie);
            } while (!isSegmentDelimiter(cookie));
            return getPosition(cookie);
        }
    }

    /** Compares the last characters before anything else. */
    @TargetClass(PropertyName.class)
    static final class Names {
        @Alias
        private static native boolean equalsInternal(
                String name, int offset, int len, String other, int ooffset, int olen);

        @Substitute
        public static boolean equals(String name, String other) {
            return equals(name, 0, name.length(), other, 0, other.length());
        }

        @Substitute
        public static boolean equals(String name, int offset, int len, String other, int ooffset, int olen) {
            return !SettingNames.endsDiffer(name, offset, len, other, ooffset, olen)
                    && (equalsInternal(name, offset, len, other, ooffset, olen)
                            || equalsInternal(other, ooffset, olen, name, offset, len));
        }
    }

    /** Looks among the patterns only for names that begin as one of them does. */
    @TargetClass(DefaultValuesConfigSource.class)
    static final class Defaults {
        @Alias
        private Map<String, String> properties;

        @Alias
        private Map<PropertyName, String> wildcards;

        @Alias
        private boolean hasProfiledName;

        @Substitute
        public @Nullable String getValue(String propertyName) {
            if (!hasProfiledName && !propertyName.isEmpty() && propertyName.charAt(0) == '%') {
                return null;
            }
            String value = properties.get(propertyName);
            if (value != null || !Patterns.mayMatch(propertyName, wildcards)) {
                return value;
            }
            return wildcards.get(new PropertyName(propertyName));
        }
    }

    /** What the patterns of a source begin with; there are as many sources as the configuration has. */
    private record Patterns(int count, Set<String> literalStarts) {
        private static volatile IdentityHashMap<Object, Patterns> bySource = new IdentityHashMap<>();

        static boolean mayMatch(String name, Map<PropertyName, String> wildcards) {
            Patterns patterns = bySource.get(wildcards);
            if (patterns == null || patterns.count != wildcards.size()) {
                patterns = new Patterns(
                        wildcards.size(), SettingNames.literalStarts(wildcards.keySet(), PropertyName::getName));
                IdentityHashMap<Object, Patterns> all = new IdentityHashMap<>(bySource);
                all.put(wildcards, patterns);
                bySource = all;
            }
            return SettingNames.mayMatch(name, patterns.literalStarts);
        }
    }
}
