package dev.gatehouse.limit;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks Redis, and waits no longer than a request may. Whatever goes wrong is a {@link RuntimeException}. */
final class RedisCommands {
    private final Supplier<ReactiveRedisDataSource> redis;
    private final Duration timeout;

    RedisCommands(Supplier<ReactiveRedisDataSource> redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    @Nullable
    String get(String key) {
        Response answer = ask("GET", key);
        return answer == null ? null : answer.toString();
    }

    /** Runs a script, which is atomic, and returns its number. */
    long run(String script, String[] keys, String... arguments) {
        String[] all = new String[2 + keys.length + arguments.length];
        all[0] = script;
        all[1] = Integer.toString(keys.length);
        System.arraycopy(keys, 0, all, 2, keys.length);
        System.arraycopy(arguments, 0, all, 2 + keys.length, arguments.length);
        Response answer = ask("EVAL", all);
        if (answer == null) {
            throw new IllegalStateException("the script answered nothing");
        }
        return answer.toLong();
    }

    private @Nullable Response ask(String command, String... arguments) {
        return redis.get().execute(command, arguments).await().atMost(timeout);
    }
}
