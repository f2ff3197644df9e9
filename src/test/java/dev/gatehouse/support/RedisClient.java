package dev.gatehouse.support;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a Redis beside the application under test. */
public final class RedisClient {
    private RedisClient() {}

    /**
     * Sends one command.
     *
     * @return what it answers: one text, or those of a list, and of the lists in it, in order
     * @throws AssertionError when it answers with an error, or not at all
     */
    public static List<String> call(String url, String... command) {
        Vertx vertx = Vertx.vertx();
        try {
            Request request = Request.cmd(Command.create(command[0]));
            for (String argument : List.of(command).subList(1, command.length)) {
                request.arg(argument);
            }
            Response answer = Redis.createClient(vertx, url)
                    .send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            return texts(answer).toList();
        } catch (Exception e) {
            throw new AssertionError(String.join(" ", command), e);
        } finally {
            vertx.close();
        }
    }

    private static Stream<String> texts(@Nullable Response answer) {
        if (answer == null) {
            return Stream.of();
        }
        return answer.type() == ResponseType.MULTI
                ? answer.stream().flatMap(RedisClient::texts)
                : Stream.of(answer.toString());
    }
}
