package dev.gatehouse.redis;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The Redis that replicas share. Where nobody asks for it, no connection is made. */
@Singleton
public class SharedRedis {
    private final RedisSettings settings;
    private final RedisClientOptions clientOptions;
    private final Vertx vertx;
    private final CommandListener listener;
    private @Nullable RenewedRedis redis;
    private @Nullable RedisDataSource source;

    /** @param quarkusClient is asked for and never used: Quarkus makes the options of a client only where a bean wants one */
    SharedRedis(
            RedisSettings settings,
            RedisClientOptions clientOptions,
            Vertx vertx,
            CommandListener listener,
            Instance<Redis> quarkusClient) {
        this.settings = settings;
        this.clientOptions = clientOptions;
        this.vertx = vertx;
        this.listener = listener;
    }

    /** Whether an address is set. */
    public boolean isConfigured() {
        return settings.isConfigured();
    }

    /**
     * Stops the start when sharing cannot work: without an address, or when what is there is of another kind than the settings
     * say. A Redis that cannot be reached does not stop it.
     *
     * @throws ConfigurationException in one sentence
     */
    public synchronized void require() {
        settings.addresses();
        if (redis == null) {
            RedisMode.require(clientOptions.options().getType(), redis());
        }
    }

    /** The client. Blocks: for virtual threads. Its failures are told by {@link RedisFailure#reason}. */
    public synchronized RedisDataSource client() {
        if (source == null) {
            io.vertx.mutiny.redis.client.Redis shared = io.vertx.mutiny.redis.client.Redis.newInstance(redis());
            source = new BlockingRedisDataSourceImpl(
                    io.vertx.mutiny.core.Vertx.newInstance(vertx), shared, RedisAPI.api(shared), settings.timeout());
        }
        return source;
    }

    private synchronized RenewedRedis redis() {
        if (redis == null) {
            RedisOptions options = clientOptions.options();
            redis = new RenewedRedis(
                    vertx, () -> Redis.createClient(vertx, new RedisOptions(options)), settings.renewAfter(), listener);
        }
        return redis;
    }

    @PreDestroy
    synchronized void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
