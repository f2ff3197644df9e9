package dev.gatehouse.event;

import dev.gatehouse.event.EventStore.Due;
import dev.gatehouse.redis.RedisFailure;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamMessage;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.redis.datasource.stream.XGroupCreateArgs;
import io.quarkus.redis.datasource.stream.XReadGroupArgs;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The stream of events in Redis (6.2 and later), of which all replicas are one consumer group. Its keys are on one node of a
 * cluster (hash tag). Every method blocks; every failure is a {@link RuntimeException}.
 */
final class EventStream {
    private static final Logger LOG = Logger.getLogger(EventStream.class);
    static final String STREAM = "gatehouse:{events}";
    static final String RETRIES = STREAM + ":retries";
    static final String DEAD = STREAM + ":dead";
    static final String GROUP = "gatehouse";
    private static final String BEGINNING = "0-0";
    /** Shorter than the timeout of Redis calls, and than the pause after which another attempt may be due. */
    private static final Duration WAIT_FOR_NEWS = Duration.ofMillis(500);

    private static final Pattern POLICY = Pattern.compile("maxmemory_policy:(\\S+)");

    private final Supplier<RedisDataSource> redis;
    private final String consumer;
    private String cursor = BEGINNING;

    EventStream(Supplier<RedisDataSource> redis, String consumer) {
        this.redis = redis;
        this.consumer = consumer;
    }

    /** Returns false if there are this many. */
    boolean add(Event event, int most) {
        return run(
                                EventScripts.ADD,
                                Integer.toString(most),
                                event.id(),
                                Long.toString(event.at().toEpochMilli()),
                                event.body())
                        .toInteger()
                == 1;
    }

    /**
     * Entries that nobody has taken yet.
     *
     * @param patiently whether to wait for a moment if there are none
     */
    List<Due> news(int most, boolean patiently) {
        XReadGroupArgs count = new XReadGroupArgs().count(most);
        List<StreamMessage<String, String, String>> read = redis.get().stream(String.class)
                .xreadgroup(GROUP, consumer, STREAM, ">", patiently ? count.block(WAIT_FOR_NEWS) : count);
        return read.stream()
                .map(entry -> due(
                        entry.id(),
                        entry.payload().getOrDefault("id", ""),
                        entry.payload().getOrDefault("at", "0"),
                        entry.payload().getOrDefault("body", "")))
                .toList();
    }

    /** Entries whose next attempt is due. Nobody else gets them during the lease. */
    List<Due> retries(int most, Instant now, Duration lease) {
        return entries(run(EventScripts.DUE, millis(now), millis(now.plus(lease)), Integer.toString(most)));
    }

    /** Entries that another consumer took longer ago than the lease, and has not finished. Only one thread calls it. */
    List<Due> claimed(int most, Duration lease) {
        Response answer = run(
                EventScripts.CLAIM, GROUP, consumer, Long.toString(lease.toMillis()), cursor, Integer.toString(most));
        cursor = answer.get(0).toString();
        return entries(answer.get(1));
    }

    /** Whether the last claim saw all entries. */
    boolean isClaimedToTheEnd() {
        return cursor.equals(BEGINNING);
    }

    void retry(Due due, Instant at) {
        redis.get().execute("ZADD", RETRIES, millis(at), due.entry());
    }

    void remove(Due due) {
        run(EventScripts.REMOVE, GROUP, due.entry());
    }

    void bury(Due due, int most) {
        run(EventScripts.BURY, GROUP, due.entry(), Integer.toString(most));
    }

    /** Deletes the consumers of replicas that have ended. */
    void sweep(Duration idle) {
        run(EventScripts.SWEEP, GROUP, consumer, Long.toString(idle.toMillis()));
    }

    /** Deletes this consumer, if nothing of it is pending. */
    void leave() {
        run(EventScripts.LEAVE, GROUP, consumer);
    }

    /** When the oldest event in the stream happened. */
    Optional<Instant> oldest() {
        return redis.get().stream(String.class).xrange(STREAM, StreamRange.of("-", "+"), 1).stream()
                .map(entry -> at(entry.payload().getOrDefault("at", "0")))
                .findFirst();
    }

    /** Makes the group, which reads the stream from its beginning. */
    void createGroup() {
        try {
            redis.get().stream(String.class).xgroupCreate(STREAM, GROUP, "0", new XGroupCreateArgs().mkstream());
        } catch (RuntimeException e) {
            if (!RedisFailure.reason(e).startsWith("BUSYGROUP")) {
                throw e;
            }
        }
    }

    /** Whether the group is missing: the stream was deleted, or Redis has lost it. */
    static boolean isGroupMissing(RuntimeException failure) {
        return RedisFailure.reason(failure).contains("NOGROUP");
    }

    /** Warns when Redis may free the stream to make room for other keys. */
    void warnOfEviction() {
        Matcher policy = POLICY.matcher(String.valueOf(redis.get().execute("INFO", "memory")));
        if (policy.find() && !policy.group(1).equals("noeviction")) {
            LOG.warnf(
                    "Redis may remove undelivered events: its maxmemory-policy is %s; set it to noeviction",
                    policy.group(1));
        }
    }

    private Response run(String script, String... arguments) {
        List<String> all = new ArrayList<>(List.of(script, "3", STREAM, RETRIES, DEAD));
        all.addAll(List.of(arguments));
        return redis.get().execute("EVAL", all.toArray(String[]::new));
    }

    private static List<Due> entries(Response answer) {
        List<Due> entries = new ArrayList<>();
        for (Response entry : answer) {
            Response values = entry.get(1);
            entries.add(due(
                    entry.get(0).toString(),
                    values.get(1).toString(),
                    values.get(3).toString(),
                    values.get(5).toString()));
        }
        return entries;
    }

    private static Due due(String entry, String id, String at, String body) {
        return new Due(entry, new Event(id, at(at), body));
    }

    private static Instant at(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }
}
