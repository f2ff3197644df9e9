package dev.gatehouse.redis;

import dev.gatehouse.identity.Secret;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** The Redis that replicas share. Its address may hold a password, and is never printed. */
@Singleton
public class SharedRedis {
    private final Optional<Secret> url;
    private final Instance<RedisDataSource> client;

    SharedRedis(RedisConfig config, Instance<RedisDataSource> client) {
        this.url = read(config);
        this.client = client;
    }

    /**
     * The client, connected when first used. Blocks: for virtual threads.
     *
     * @throws ConfigurationException when REDIS_URL is missing or malformed
     */
    public RedisDataSource client() {
        address();
        return client.get();
    }

    boolean isConfigured() {
        return url.isPresent();
    }

    /**
     * Where it is.
     *
     * @throws ConfigurationException when REDIS_URL is missing or malformed
     */
    public URI address() {
        Secret address = url.orElseThrow(() ->
                new ConfigurationException("REDIS_URL is missing: set it (such as redis://redis.example.com:6379)."));
        try {
            URI uri = new URI(address.value());
            if (uri.getHost() != null && Set.of("redis", "rediss").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Without the cause: it quotes the address, which may hold a password.
        }
        throw new ConfigurationException(
                "REDIS_URL is malformed: it must be an address such as redis://redis.example.com:6379.");
    }

    private static Optional<Secret> read(RedisConfig config) {
        try {
            return Secret.read(config.url(), config.urlFile());
        } catch (UncheckedIOException e) {
            throw new ConfigurationException("REDIS_URL_FILE names a file that cannot be read.");
        }
    }
}
