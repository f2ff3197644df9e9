package dev.gatehouse.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which metrics there are. */
@ConfigMapping(prefix = "gatehouse.metrics")
interface MetricsConfig {
    /**
     * Whether requests and calls to Cognito are measured by OpenTelemetry's names too, {@code http.server.request.duration} and
     * {@code http.client.request.duration}. It more than doubles the series of HTTP.
     */
    @WithDefault("false")
    boolean otelNames();
}
