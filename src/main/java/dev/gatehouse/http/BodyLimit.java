package dev.gatehouse.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Reads each request body on the event loop before a resource sees it, so that a slow sender holds no thread and a large
 * body (announced or chunked) is refused with 413 before it is held.
 */
@Singleton
class BodyLimit {
    private final long maxBytes;

    BodyLimit(HttpConfig config) {
        this.maxBytes = config.maxBodySize().asLongValue();
    }

    void install(@Observes Router router) {
        router.route()
                .order(RouteOrder.BODY_LIMIT)
                .handler(BodyHandler.create(false).setBodyLimit(maxBytes));
    }
}
