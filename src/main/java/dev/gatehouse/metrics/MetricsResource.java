package dev.gatehouse.metrics;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Answers {@code /metrics}: JSON, or text if the Accept header requests it, as Prometheus does. */
@Path("/metrics")
@PermitAll
@RunOnVirtualThread
@SuppressWarnings("deprecation") // the registry that the platform brings; its successor has another package
class MetricsResource {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final MetricsSummary summary;
    private final PrometheusMeterRegistry prometheus;

    MetricsResource(MetricsSummary summary, PrometheusMeterRegistry prometheus) {
        this.summary = summary;
        this.prometheus = prometheus;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, OPEN_METRICS, MediaType.TEXT_PLAIN})
    public Response metrics(@HeaderParam("Accept") @Nullable String accept) {
        if (accept == null || !(accept.contains(OPEN_METRICS) || accept.contains(MediaType.TEXT_PLAIN))) {
            return Response.ok(summary.now(), MediaType.APPLICATION_JSON).build();
        }
        String type = TextFormat.chooseContentType(accept);
        return Response.ok(prometheus.scrape(type)).header("Content-Type", type).build();
    }
}
