package dev.gatehouse.revocation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * The end of one session, the end of all sessions of a user up to a time (the cut-off), or the exemption of one session from
 * it.
 *
 * @param kind the kind of revocation
 * @param id the session ({@code origin_jti}) or the user ({@code sub})
 * @param cutOff for a user: sessions that began up to this second are refused; for a kept session: it is exempt from cut-offs
 *     up to this second; for one session: unused
 * @param until the expiry of the last affected token
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
                    .orElseThrow(() -> new IllegalArgumentException("an entry is of an unknown kind"));
        }
    }

    static Revocation ofSignIn(String id, Instant until) {
        return new Revocation(Kind.SIGN_IN, id, Instant.EPOCH, until);
    }

    static Revocation ofUser(String id, Instant cutOff, Instant until) {
        return new Revocation(Kind.USER, id, cutOff, until);
    }

    /** Exempts the session from the user's cut-off. */
    static Revocation kept(String id, Instant cutOff, Instant until) {
        return new Revocation(Kind.KEPT, id, cutOff, until);
    }

    /** Serializes to an entry of the shared stream, with short names because there may be a million. */
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
     * @throws IllegalArgumentException when it is not a revocation
     * @throws java.time.DateTimeException when a time is out of range
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
