package dev.gatehouse.guard;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/**
 * A proxy's question.
 *
 * @param route how the proxy asks
 * @param required what it requires of the caller
 */
record Question(RoutingContext context, GuardRoute route, Requirement required) {
    MultiMap headers() {
        return context.request().headers();
    }

    /** The request that the proxy asks about. */
    BrowserRequest original() {
        return route.browser(context.request());
    }
}
