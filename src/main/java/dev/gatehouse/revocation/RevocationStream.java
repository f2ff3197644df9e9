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
 * The Redis stream that all replicas append to and read. Its entries have ids in order, so a replica that was cut off goes on
 * where it had ended, and one that starts reads from the beginning. Entries whose tokens have all expired are trimmed by the
 * next that is appended. Blocks; not for use by several threads, but for {@link #append}.
 */
@Singleton
class RevocationStream {
    private static final Logger LOG = Logger.getLogger(RevocationStream.class);
    private static final String KEY = "gatehouse:revocations";
    private static final String BEGINNING = "0-0";
    static final int BATCH = 5_000;
    /** Shorter than the time after which Redis counts as lost. */
    private static final Duration WAIT_FOR_NEWS = Duration.ofSeconds(1);

    /** Of the same clocks as the ids, which are Redis' own. */
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

    /** Stops the start when Redis cannot be what the settings say. */
    void requireRedis() {
        redis.require();
    }

    /** One write: the entry, and the trimming of what is over. */
    void append(Revocation revocation) {
        XAddArgs trimming = new XAddArgs().minid(Long.toString(horizon())).nearlyExactTrimming();
        client().stream(String.class).xadd(KEY, trimming, revocation.toEntry());
    }

    /**
     * Reads on from where reading ended.
     *
     * @param patiently whether to wait a moment for news if there are none
     * @return how many were read; fewer than {@link #BATCH} if that was all
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

    /** Whether the last entry that was read is gone although it is not old enough: then others are gone too. */
    boolean hasForgotten() {
        return !last.equals(BEGINNING)
                && millis(last) > horizon()
                && client().stream(String.class)
                        .xrange(KEY, StreamRange.of(last, last))
                        .isEmpty();
    }

    /**
     * Reads the stream anew, and appends what is known here and not there. Every replica does so for itself: what was
     * acknowledged just before the loss, only the one that wrote it may know.
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
