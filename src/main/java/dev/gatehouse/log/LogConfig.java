package dev.gatehouse.log;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the log goes besides the console. */
@ConfigMapping(prefix = "gatehouse.log")
interface LogConfig {
    /** A file that gets every line too, as JSON; none unless set. */
    Optional<Path> file();

    /** The size at which the file is set aside and a new one begun. */
    @WithDefault("10M")
    MemorySize fileMaxSize();

    /** How many files that were set aside are kept. */
    @WithDefault("5")
    int fileBackups();

    /** How much of the log may wait to be written; beyond it lines are shed, routine ones at three quarters. */
    @WithDefault("4M")
    MemorySize queueSize();
}
