package dev.gatehouse.revocation;

import dev.gatehouse.revocation.Revocation.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The revocations in force, in memory. Made for a million of them: Cognito's ids are UUIDs, so a key is two numbers, and times
 * are rounded up so that many share one.
 *
 * <p>The number is not capped: to forget one early would be to accept a revoked token, and each takes a sign-in to make.
 */
final class LiveRevocations {
    private static final long ROUNDING_SECONDS = 600;
    private static final int UUID_LENGTH = 36;

    private final Map<UUID, Long> signIns = new ConcurrentHashMap<>();
    private final Map<UUID, CutOff> users = new ConcurrentHashMap<>();
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
        if (revocation.kind() == Kind.USER) {
            CutOff cutOff = new CutOff(revocation.cutOff().getEpochSecond(), until);
            users.merge(key(revocation.id()), cutOff, CutOff::later);
        } else {
            signIns.merge(key(revocation.id()), shared(until), Math::max);
        }
    }

    /** Whether a token of this user and sign-in, issued then, is refused. */
    boolean cover(String userId, String signInId, Instant issuedAt) {
        if (signIns.isEmpty() && users.isEmpty()) {
            return false;
        }
        if (signIns.containsKey(key(signInId))) {
            return true;
        }
        @Nullable CutOff cutOff = users.get(key(userId));
        return cutOff != null && issuedAt.getEpochSecond() <= cutOff.at;
    }

    /** Forgets those whose tokens have all expired. */
    void forget(Instant now) {
        long second = now.getEpochSecond();
        signIns.values().removeIf(until -> until < second);
        users.values().removeIf(cutOff -> cutOff.until < second);
        times.values().removeIf(time -> time < second);
    }

    int size() {
        return signIns.size() + users.size();
    }

    /** Those that the other does not hold, or holds for less. */
    Stream<Revocation> missingIn(LiveRevocations other) {
        return Stream.concat(
                signIns.entrySet().stream()
                        .filter(entry -> !other.signIns.containsKey(entry.getKey()))
                        .map(entry -> Revocation.ofSignIn(
                                entry.getKey().toString(), Instant.ofEpochSecond(entry.getValue()))),
                users.entrySet().stream()
                        .filter(entry -> !entry.getValue().isWithin(other.users.get(entry.getKey())))
                        .map(entry -> Revocation.ofUser(
                                entry.getKey().toString(),
                                Instant.ofEpochSecond(entry.getValue().at),
                                Instant.ofEpochSecond(entry.getValue().until))));
    }

    private Long shared(long until) {
        long rounded = Math.ceilDiv(until, ROUNDING_SECONDS) * ROUNDING_SECONDS;
        return times.computeIfAbsent(rounded, time -> time);
    }

    /** The id itself if it is a UUID in the usual form, else the beginning of its hash: no two ids share a key. */
    private static UUID key(String id) {
        if (id.length() == UUID_LENGTH) {
            try {
                UUID uuid = UUID.fromString(id);
                if (uuid.toString().equals(id)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                // Not a UUID after all.
            }
        }
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
