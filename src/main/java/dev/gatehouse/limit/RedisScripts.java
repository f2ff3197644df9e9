package dev.gatehouse.limit;

import dev.gatehouse.redis.RedisFailure;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.util.HashUtil;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs scripts in Redis, each within the time that a request may wait. Every failure is a {@link RuntimeException}. */
final class RedisScripts {
    private final Supplier<ReactiveRedisDataSource> redis;
    private final Duration timeout;

    /** A script in Lua, and the SHA-1 digest by which a server finds it that has run it before. */
    record Script(String text, String digest) {
        Script(String text) {
            this(text, HashUtil.sha1(text));
        }
    }

    RedisScripts(Supplier<ReactiveRedisDataSource> redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    /** Sends the digest; the text only to a server that does not know it, as after its restart or a failover. */
    List<Long> run(Script script, List<String> keys, List<String> arguments) {
        ReactiveRedisDataSource source = redis.get();
        Response answer = source.execute("EVALSHA", command(script.digest(), keys, arguments))
                .onFailure(RedisFailure::isUnknownScript)
                .recoverWithUni(() -> source.execute("EVAL", command(script.text(), keys, arguments)))
                .await()
                .atMost(timeout);
        List<Long> numbers = new ArrayList<>();
        answer.forEach(number -> numbers.add(number.toLong()));
        return numbers;
    }

    private static String[] command(String script, List<String> keys, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(script, Integer.toString(keys.size())));
        all.addAll(keys);
        all.addAll(arguments);
        return all.toArray(String[]::new);
    }
}
