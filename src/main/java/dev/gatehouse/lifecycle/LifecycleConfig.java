package dev.gatehouse.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the process ends. */
@ConfigMapping(prefix = "gatehouse.lifecycle")
interface LifecycleConfig {
    /** How long the service goes on after the signal; it accepts connections for half a second less. Set as {@code quarkus.shutdown.delay}. */
    @WithDefault("0s")
    Duration shutdownDelay();
}
