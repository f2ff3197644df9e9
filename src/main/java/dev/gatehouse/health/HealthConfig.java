package dev.gatehouse.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What counts as healthy, and as ready. */
@ConfigMapping(prefix = "gatehouse.health")
interface HealthConfig {
    /** Whether an outage of Cognito makes replicas unready, and not only unhealthy. */
    @WithDefault("false")
    boolean readyNeedsCognito();

    /** Advanced: how long one answer of Cognito counts for {@code /health}. */
    @WithDefault("5s")
    Duration poolCheckInterval();

    /** Advanced: how long one check may delay the answer of {@code /health}. */
    @WithDefault("2s")
    Duration checkTimeout();

    /** The version that {@code /health} reports. Set as {@code quarkus.application.version}. */
    String version();
}
