package dev.gatehouse.redis;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;

/** Keeps the options that Quarkus makes of {@code quarkus.redis.*}, for the clients that replace its own. */
@Singleton
class RedisClientOptions implements RedisOptionsCustomizer {
    private volatile RedisOptions options = new RedisOptions();

    @Override
    public void customize(String clientName, RedisOptions made) {
        options = made;
    }

    RedisOptions options() {
        return new RedisOptions(options);
    }
}
