package dev.gatehouse.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where Redis or Valkey is. */
@ConfigMapping(prefix = "gatehouse.redis")
interface RedisConfig {
    /**
     * {@code redis://[user:password@]host[:port][/database]}, or {@code rediss://} for TLS. Several addresses, separated by
     * commas, name the nodes of a cluster or the Sentinels. Set as {@code REDIS_URL}.
     */
    Optional<String> url();

    /** A file that holds the address. It wins over the address itself. Set as {@code REDIS_URL_FILE}. */
    Optional<Path> urlFile();

    /**
     * Advanced: how long connections to Redis are used. Then new connections replace them, made to the addresses that the host
     * name has at that time.
     */
    @WithDefault("10s")
    Duration renewAfter();

    /** How long Redis may take to answer. Set as {@code quarkus.redis.timeout}. */
    @WithDefault("2s")
    Duration timeout();
}
