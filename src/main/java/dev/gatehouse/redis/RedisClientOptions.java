package dev.gatehouse.redis;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Keeps the options that Quarkus makes of {@code quarkus.redis.*}, for the clients that replace its own. */
@Singleton
class RedisClientOptions implements RedisOptionsCustomizer {
    private volatile @Nullable RedisOptions options;

    @Override
    public void customize(String clientName, RedisOptions made) {
        options = made;
    }

    RedisOptions options() {
        RedisOptions made = options;
        if (made == null) {
            throw new IllegalStateException("Quarkus made no Redis client");
        }
        return new RedisOptions(made);
    }
}
