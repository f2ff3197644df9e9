package dev.gatehouse.log;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the log goes besides the console, and how its members are named. */
@ConfigMapping(prefix = "gatehouse.log")
interface LogConfig {
    /**
     * How the members of the JSON lines are named: {@code gatehouse}, as the documentation names them; {@code otel}, by
     * OpenTelemetry's semantic conventions; {@code ecs}, by the Elastic Common Schema.
     */
    @WithDefault("gatehouse")
    LogNames names();

    /** A file that gets every line too, as JSON. Set as {@code LOG_FILE}. */
    Optional<Path> file();

    /** The size at which the file is renamed and a new one is begun. Set as {@code LOG_FILE_MAX_SIZE}. */
    @WithDefault("10M")
    MemorySize fileMaxSize();

    /** How many renamed files are kept. Set as {@code LOG_FILE_BACKUPS}. */
    @WithDefault("5")
    int fileBackups();

    /**
     * Advanced: how much of the log may wait to be written. Beyond it lines are dropped and counted; routine lines already at
     * three quarters of it.
     */
    @WithDefault("4M")
    MemorySize queueSize();
}
