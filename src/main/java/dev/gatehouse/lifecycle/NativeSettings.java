package dev.gatehouse.lifecycle;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;
import io.smallrye.config.PropertyName;

/** Speeds up reading the configuration in the native executable: docs/decisions/native-start.md. */
@SuppressWarnings("NullAway.Init") // the fields are those of the classes named
final class NativeSettings {
    private NativeSettings() {}

    /** Skips a segment in one loop. */
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
}
