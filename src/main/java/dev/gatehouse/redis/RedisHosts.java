package dev.gatehouse.redis;

import io.quarkus.redis.client.RedisHostsProvider;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/** Tells the client where Redis is ({@code quarkus.redis.hosts-provider-name}). */
@Singleton
@Identifier("gatehouse")
class RedisHosts implements RedisHostsProvider {
    /** The client is made at every start, and connects when it is first used: where nobody shares anything, never. */
    private static final URI NOWHERE = URI.create("redis://127.0.0.1:6379");

    private final RedisSettings settings;

    RedisHosts(RedisSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<URI> getHosts() {
        return settings.isConfigured() ? settings.addresses() : Set.of(NOWHERE);
    }
}
