package dev.gatehouse.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A route that is chosen by the request target as it was received, before any normalization. It is answered before the steps
 * that judge a request for a resource: methods, media types, bodies.
 */
public interface RawRoute {

    /** The template of the route that the target chooses, for logs and metrics; null if it is no such route. */
    @Nullable
    String template(String target);

    /** Answers the request, at once or later; must not block. */
    void answer(RoutingContext context);
}
