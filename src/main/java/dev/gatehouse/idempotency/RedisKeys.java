package dev.gatehouse.idempotency;

import dev.gatehouse.redis.SharedRedis;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of all replicas: one key of Redis each, which expires by itself. Every failure is a {@link RuntimeException}. */
final class RedisKeys implements KeyStore {
    private static final String PREFIX = "gatehouse:idempotency:";

    /** ARGV: the text, its lifetime in milliseconds. Returns the text that is there already. */
    private static final String PUT_IF_ABSENT = """
            local found = redis.call('GET', KEYS[1])
            if not found then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            end
            return found
            """;

    /** ARGV: the expected text, the new one, its lifetime in milliseconds. */
    private static final String REPLACE = """
            local found = redis.call('GET', KEYS[1])
            if not found or found == ARGV[1] then
              redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            end
            return false
            """;

    /** ARGV: the expected text. */
    private static final String REMOVE = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              redis.call('DEL', KEYS[1])
            end
            return false
            """;

    private final SharedRedis redis;

    RedisKeys(SharedRedis redis) {
        this.redis = redis;
    }

    @Override
    public Optional<String> putIfAbsent(String name, String text, Duration lifetime) {
        return run(PUT_IF_ABSENT, name, text, millis(lifetime));
    }

    @Override
    public void replace(String name, String expected, String text, Duration lifetime) {
        run(REPLACE, name, expected, text, millis(lifetime));
    }

    @Override
    public void remove(String name, String expected) {
        run(REMOVE, name, expected);
    }

    /** By its text each time: there are few such requests. */
    private Optional<String> run(String script, String name, String... arguments) {
        @Nullable
        Response found = redis.client()
                .execute(
                        "EVAL",
                        Stream.concat(List.of(script, "1", PREFIX + name).stream(), Stream.of(arguments))
                                .toArray(String[]::new));
        return Optional.ofNullable(found).map(Response::toString);
    }

    private static String millis(Duration lifetime) {
        return Long.toString(lifetime.toMillis());
    }
}
