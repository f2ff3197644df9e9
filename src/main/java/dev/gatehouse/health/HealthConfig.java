package dev.gatehouse.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What counts as healthy, and as ready. */
@ConfigMapping(prefix = "gatehouse.health")
interface HealthConfig {
    /** Whether an outage of Cognito makes the replica unready, rather than only unhealthy. */
    @WithDefault("false")
    boolean readyNeedsCognito();

    /** How long an answer of Cognito counts, so that many who ask for the health cause few calls. */
    @WithDefault("5s")
    Duration poolCheckInterval();

    /** How long a check may hold the answer. */
    @WithDefault("2s")
    Duration checkTimeout();

    /** The version that the service gives itself out for. */
    String version();
}
