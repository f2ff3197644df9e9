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
     * {@code redis://[user:password@]host[:port][/database]}; {@code rediss://} for TLS. Several, separated by commas, for the
     * nodes of a cluster and for Sentinels.
     */
    Optional<String> url();

    /** A file that holds the address; wins over the address itself. */
    Optional<Path> urlFile();

    /** How long connections are used before new ones, made to what the host name says then, replace them. */
    @WithDefault("10s")
    Duration renewAfter();

    /** How long it may take to answer: {@code quarkus.redis.timeout}. */
    @WithDefault("2s")
    Duration timeout();
}
