package dev.gatehouse.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the process ends. */
@ConfigMapping(prefix = "gatehouse.lifecycle")
interface LifecycleConfig {
    /** How long connections are accepted after the signal. Set as {@code quarkus.shutdown.delay}. */
    @WithDefault("0s")
    Duration shutdownDelay();
}
