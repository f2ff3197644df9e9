package dev.gatehouse.redis;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where Redis or Valkey is. */
@ConfigMapping(prefix = "gatehouse.redis")
interface RedisConfig {
    /** {@code redis://[user:password@]host[:port][/database]}; {@code rediss://} for TLS. */
    Optional<String> url();

    /** A file that holds the address; wins over the address itself. */
    Optional<Path> urlFile();
}
