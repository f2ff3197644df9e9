package dev.gatehouse.redis;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether the servers are of the kind that {@code quarkus.redis.client-type} says: they would answer, and share nothing. */
final class RedisMode {
    private static final Logger LOG = Logger.getLogger(RedisMode.class);
    private static final long SECONDS = 2;

    private RedisMode() {}

    /**
     * Asks once. A server that cannot be reached, or refuses to answer, is no reason not to start.
     *
     * @throws ConfigurationException when it is of another kind
     */
    static void require(RedisClientType type, Redis redis) {
        if (type == RedisClientType.REPLICATION) {
            throw new ConfigurationException(
                    "quarkus.redis.client-type must be standalone, sentinel or cluster: give the primary's address to"
                            + " standalone.");
        }
        try {
            @Nullable
            Response hello = redis.send(Request.cmd(Command.HELLO))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(SECONDS, TimeUnit.SECONDS);
            refuse(type, mode(hello));
        } catch (ExecutionException e) {
            refuse(type, e);
        } catch (TimeoutException e) {
            LOG.warn("Redis did not answer at the start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever listens there may answer with anything; only a list can be asked whether it is a map. */
    private static String mode(@Nullable Response hello) {
        if (hello == null || hello.type() != ResponseType.MULTI || !hello.isMap()) {
            return "";
        }
        @Nullable Response mode = hello.containsKey("mode") ? hello.get("mode") : null;
        return mode == null ? "" : mode.toString();
    }

    private static void refuse(RedisClientType type, String mode) {
        if (type == RedisClientType.STANDALONE && mode.equals("cluster")) {
            throw new ConfigurationException(
                    "REDIS_URL leads to a node of a Redis Cluster: set quarkus.redis.client-type=cluster.");
        }
        if (type == RedisClientType.STANDALONE && mode.equals("sentinel")) {
            throw new ConfigurationException(
                    "REDIS_URL leads to a Redis Sentinel: set quarkus.redis.client-type=sentinel and"
                            + " quarkus.redis.master-name.");
        }
    }

    private static void refuse(RedisClientType type, ExecutionException failure) {
        String reason = RedisFailure.reason(failure);
        boolean single =
                switch (type) {
                    case CLUSTER -> reason.contains("cluster support disabled");
                    case SENTINEL -> reason.toLowerCase(Locale.ROOT).matches(".*unknown command .sentinel\\b.*");
                    case STANDALONE, REPLICATION -> false;
                };
        if (single) {
            throw new ConfigurationException("REDIS_URL leads to a single Redis, not to a "
                    + type.name().toLowerCase(Locale.ROOT) + ": set quarkus.redis.client-type=standalone.");
        }
        LOG.warnf("Redis failed at the start: %s", reason);
    }
}
