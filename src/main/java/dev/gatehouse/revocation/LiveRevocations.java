package dev.gatehouse.revocation;

import dev.gatehouse.identity.Sha256;
import dev.gatehouse.revocation.Revocation.Kind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The revocations in force, in memory. Sized for a million: keys are UUIDs, as Cognito's ids are, and times are rounded up so
 * that entries share the objects.
 *
 * <p>The number has no limit: evicting one early would accept a revoked token, and each one takes a sign-in.
 */
final class LiveRevocations {
    private static final long ROUNDING_SECONDS = 600;
    private static final int UUID_LENGTH = 36;

    private final Map<UUID, Long> signIns = new ConcurrentHashMap<>();
    private final Map<UUID, CutOff> users = new ConcurrentHashMap<>();
    /** Sessions that stay valid after their user's cut-off. */
    private final Map<UUID, CutOff> kept = new ConcurrentHashMap<>();

    private final Map<Long, Long> times = new ConcurrentHashMap<>();

    /** In seconds since the epoch. */
    private record CutOff(long at, long until) {
        CutOff later(CutOff other) {
            return new CutOff(Math.max(at, other.at), Math.max(until, other.until));
        }

        boolean isWithin(@Nullable CutOff other) {
            return other != null && at <= other.at;
        }
    }

    void add(Revocation revocation) {
        long until = revocation.until().getEpochSecond();
        CutOff cutOff = new CutOff(revocation.cutOff().getEpochSecond(), until);
        switch (revocation.kind()) {
            case USER -> users.merge(key(revocation.id()), cutOff, CutOff::later);
            case KEPT -> kept.merge(key(revocation.id()), cutOff, CutOff::later);
            case SIGN_IN -> signIns.merge(key(revocation.id()), roundedUp(until), Math::max);
        }
    }

    /** Whether a token of this user and session, signed in at this time, is revoked. */
    boolean isRevoked(String userId, String signInId, Instant signedInAt) {
        if (signIns.isEmpty() && users.isEmpty()) {
            return false;
        }
        if (signIns.containsKey(key(signInId))) {
            return true;
        }
        @Nullable CutOff cutOff = users.get(key(userId));
        return cutOff != null && signedInAt.getEpochSecond() <= cutOff.at && !isKept(signInId, cutOff);
    }

    /**
     * Whether the session has ended, regardless of its tokens' {@code auth_time}: after a cut-off only sessions recorded as
     * kept are valid.
     */
    boolean hasEnded(String userId, String signInId) {
        if (signIns.containsKey(key(signInId))) {
            return true;
        }
        @Nullable CutOff cutOff = users.get(key(userId));
        return cutOff != null && !isKept(signInId, cutOff);
    }

    /** Until when a session must be recorded as kept to stay valid, if it began after the user's cut-off; otherwise empty. */
    Optional<Instant> keepUntil(String userId, Instant signedInAt) {
        return Optional.ofNullable(users.get(key(userId)))
                .filter(cutOff -> signedInAt.getEpochSecond() > cutOff.at)
                .map(cutOff -> Instant.ofEpochSecond(cutOff.until));
    }

    private boolean isKept(String signInId, CutOff cutOff) {
        return cutOff.isWithin(kept.get(key(signInId)));
    }

    /** Removes revocations whose tokens have all expired. */
    void removeExpired(Instant now) {
        long second = now.getEpochSecond();
        signIns.values().removeIf(until -> until < second);
        users.values().removeIf(cutOff -> cutOff.until < second);
        kept.values().removeIf(cutOff -> cutOff.until < second);
        times.values().removeIf(time -> time < second);
    }

    int size() {
        return signIns.size() + users.size();
    }

    /** The revocations that the other lacks, or has with an earlier cut-off. */
    Stream<Revocation> missingIn(LiveRevocations other) {
        Stream<Revocation> ended = Stream.concat(
                signIns.entrySet().stream()
                        .filter(entry -> !other.signIns.containsKey(entry.getKey()))
                        .map(entry -> Revocation.ofSignIn(
                                entry.getKey().toString(), Instant.ofEpochSecond(entry.getValue()))),
                missing(Kind.USER, users, other.users));
        // Kept sessions first, so that no replica refuses them.
        return Stream.concat(missing(Kind.KEPT, kept, other.kept), ended);
    }

    private static Stream<Revocation> missing(Kind kind, Map<UUID, CutOff> known, Map<UUID, CutOff> other) {
        return known.entrySet().stream()
                .filter(entry -> !entry.getValue().isWithin(other.get(entry.getKey())))
                .map(entry -> new Revocation(
                        kind,
                        entry.getKey().toString(),
                        Instant.ofEpochSecond(entry.getValue().at),
                        Instant.ofEpochSecond(entry.getValue().until)));
    }

    private Long roundedUp(long until) {
        long rounded = Math.ceilDiv(until, ROUNDING_SECONDS) * ROUNDING_SECONDS;
        return times.computeIfAbsent(rounded, time -> time);
    }

    /** The id itself if it is a canonical UUID, else the first 128 bits of its SHA-256. */
    private static UUID key(String id) {
        if (id.length() == UUID_LENGTH) {
            try {
                UUID uuid = UUID.fromString(id);
                if (uuid.toString().equals(id)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                // Not a UUID: hashed below.
            }
        }
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(id));
        return new UUID(hash.getLong(), hash.getLong());
    }
}
