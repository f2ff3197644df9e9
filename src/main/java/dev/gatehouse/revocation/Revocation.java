package dev.gatehouse.revocation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * The end of one sign-in, or of all sign-ins of a user up to a moment, or that one of these goes on.
 *
 * @param kind which of them
 * @param id the sign-in ({@code origin_jti}) or the user ({@code sub})
 * @param cutOff of a user: sign-ins up to then, in whole seconds, are refused; of a sign-in that goes on: it outlives those
 *     up to then; of a sign-in that ended it does not count
 * @param until when the last token that it concerns has expired
 */
record Revocation(Kind kind, String id, Instant cutOff, Instant until) {
    enum Kind {
        SIGN_IN("s"),
        USER("u"),
        KEPT("k");

        private final String shortName;

        Kind(String shortName) {
            this.shortName = shortName;
        }

        static Kind of(String shortName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.shortName.equals(shortName))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("an entry is of no known kind"));
        }
    }

    static Revocation ofSignIn(String id, Instant until) {
        return new Revocation(Kind.SIGN_IN, id, Instant.EPOCH, until);
    }

    static Revocation ofUser(String id, Instant cutOff, Instant until) {
        return new Revocation(Kind.USER, id, cutOff, until);
    }

    /** The sign-in goes on although the user's others up to then have ended. */
    static Revocation kept(String id, Instant cutOff, Instant until) {
        return new Revocation(Kind.KEPT, id, cutOff, until);
    }

    /** As an entry of the shared stream; the names are short because there may be a million of them. */
    Map<String, String> toEntry() {
        return Map.of(
                "k",
                kind.shortName,
                "id",
                id,
                "c",
                Long.toString(cutOff.getEpochSecond()),
                "u",
                Long.toString(until.getEpochSecond()));
    }

    /**
     * Reads an entry of the shared stream.
     *
     * @throws IllegalArgumentException when it is none of ours
     * @throws java.time.DateTimeException when a time in it is none
     */
    static Revocation ofEntry(Map<String, String> entry) {
        return new Revocation(
                Kind.of(field(entry, "k")),
                field(entry, "id"),
                Instant.ofEpochSecond(Long.parseLong(field(entry, "c"))),
                Instant.ofEpochSecond(Long.parseLong(field(entry, "u"))));
    }

    private static String field(Map<String, String> entry, String name) {
        String value = entry.get(name);
        if (value == null) {
            throw new IllegalArgumentException("an entry has no " + name);
        }
        return value;
    }
}
