package dev.gatehouse.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A route that is chosen by the request target as it was received, before any normalization. It is answered before the steps
 * that judge a request for a resource (methods, media types, bodies), and before its ids are in the log's MDC.
 */
public interface RawRoute {

    /** The raw routes. */
    interface Table {
        /** The route that the target chooses; null if none. */
        @Nullable
        RawRoute find(String target);
    }

    /** The template of the route, for logs and metrics. */
    String template();

    /** Answers the request, at once or later; must not block. */
    void answer(RoutingContext context);
}
