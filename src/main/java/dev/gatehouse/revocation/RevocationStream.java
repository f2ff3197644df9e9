package dev.gatehouse.revocation;

import dev.gatehouse.redis.SharedRedis;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamMessage;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.redis.datasource.stream.XAddArgs;
import io.quarkus.redis.datasource.stream.XReadArgs;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The Redis stream that all replicas append to and read. Entry ids are ordered, so after a connection loss a replica continues
 * from the last one it read; a new replica reads from the beginning. Each append trims entries whose tokens have all expired.
 * Blocks. Only {@link #append} is thread-safe.
 */
@Singleton
class RevocationStream {
    private static final Logger LOG = Logger.getLogger(RevocationStream.class);
    private static final String KEY = "gatehouse:revocations";
    private static final String BEGINNING = "0-0";
    static final int BATCH = 5_000;
    /** Shorter than the timeout of Redis calls. */
    private static final Duration WAIT_FOR_NEWS = Duration.ofSeconds(1);

    /** Clock skew between this replica and Redis, whose clock makes the ids. */
    private static final Duration TRIM_MARGIN = Duration.ofMinutes(5);

    private final SharedRedis redis;
    private final Clock clock;
    private final Duration kept;
    private String last = BEGINNING;

    RevocationStream(SharedRedis redis, RevocationConfig config, Clock clock) {
        this.redis = redis;
        this.clock = clock;
        this.kept = config.keptForRefreshing().plus(TRIM_MARGIN);
    }

    /** Aborts the start when the settings do not match Redis. */
    void requireRedis() {
        redis.require();
    }

    /** Appends the entry and trims expired ones, in one command. */
    void append(Revocation revocation) {
        XAddArgs trimming = new XAddArgs().minid(Long.toString(horizon())).nearlyExactTrimming();
        client().stream(String.class).xadd(KEY, trimming, revocation.toEntry());
    }

    /**
     * Reads the next entries.
     *
     * @param patiently whether to block for a moment if there are no new entries
     * @return the number of entries read; fewer than {@link #BATCH} if there are no more
     */
    int read(Consumer<Revocation> reader, boolean patiently) {
        XReadArgs batch = new XReadArgs().count(BATCH);
        List<StreamMessage<String, String, String>> entries =
                client().stream(String.class).xread(KEY, last, patiently ? batch.block(WAIT_FOR_NEWS) : batch);
        for (StreamMessage<String, String, String> entry : entries) {
            try {
                reader.accept(Revocation.ofEntry(entry.payload()));
            } catch (IllegalArgumentException | DateTimeException e) {
                LOG.warnf("an entry of %s is not a revocation: %s", KEY, entry.id());
            }
            last = entry.id();
        }
        return entries.size();
    }

    /** Whether the last entry read is missing although it is not old enough to be trimmed: then Redis has lost data. */
    boolean hasLostEntries() {
        return !last.equals(BEGINNING)
                && millis(last) > horizon()
                && client().stream(String.class)
                        .xrange(KEY, StreamRange.of(last, last))
                        .isEmpty();
    }

    /**
     * Reads the stream from the beginning, and appends this replica's revocations that it lacks. Every replica does so: a
     * revocation written just before the data loss may be known only to its writer.
     */
    void republish(LiveRevocations known) {
        LiveRevocations there = new LiveRevocations();
        last = BEGINNING;
        int read;
        do {
            read = read(
                    revocation -> {
                        there.add(revocation);
                        known.add(revocation);
                    },
                    false);
        } while (read == BATCH);
        known.missingIn(there).forEach(this::append);
    }

    private RedisDataSource client() {
        return redis.client();
    }

    private long horizon() {
        return clock.instant().minus(kept).toEpochMilli();
    }

    private static long millis(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }
}
