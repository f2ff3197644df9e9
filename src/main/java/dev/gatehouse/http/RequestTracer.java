package dev.gatehouse.http;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Records requests for a collector of traces. */
public interface RequestTracer {
    /** What asks: of frequent requests, a span each can be too many. */
    enum Kind {
        REQUEST,
        /** A proxy's question about another request. */
        DECISION,
        /** A probe of the platform, or a scrape of the metrics. */
        PROBE
    }

    /** Whether there are traces at all. */
    boolean isOn();

    /**
     * Begins the span of a request. Must not block.
     *
     * @return null if the request has no span
     */
    @Nullable
    RequestSpan begin(HttpServerRequest request, Kind kind);
}
