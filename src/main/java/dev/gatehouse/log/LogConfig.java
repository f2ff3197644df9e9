package dev.gatehouse.log;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the log goes besides the console. */
@ConfigMapping(prefix = "gatehouse.log")
interface LogConfig {
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
