package dev.gatehouse.support;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Names of groups of a user. */
public final class Groups {
    /** As many as a user may be in, and as long as their names may be (Cognito's quotas). */
    private static final int MOST = 100;

    private static final int LONGEST = 128;

    private Groups() {}

    /** More than fits into the cookies of a session: letters of three bytes that do not compress. */
    public static List<String> tooManyForASession() {
        return IntStream.range(0, MOST).mapToObj(Groups::noise).toList();
    }

    private static String noise(int seed) {
        return new Random(seed)
                .ints('\u4e00', '\u9fff')
                .limit(LONGEST)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }
}
