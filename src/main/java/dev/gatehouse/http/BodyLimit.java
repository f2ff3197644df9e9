package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Reads each request body on the event loop before a resource sees it, so that a slow sender holds no thread and a large
 * body (announced or chunked) is refused with 413 before it is held.
 */
@Singleton
public class BodyLimit {
    private final BodyHandler reader;

    BodyLimit(HttpConfig config) {
        this.reader =
                BodyHandler.create(false).setBodyLimit(config.maxBodySize().asLongValue());
    }

    /** Whether the body has not come to its end: it is malformed or cut off where the request failed by then. */
    public static boolean isArriving(RoutingContext context) {
        return hasBody(context.request()) && !context.request().isEnded();
    }

    void install(@Observes Router router) {
        router.route().order(RouteOrder.BODY_LIMIT).handler(this::handle);
        router.route().order(RouteOrder.BODY_READ).handler(BodyLimit::read);
    }

    private void handle(RoutingContext context) {
        if (hasBody(context.request())) {
            reader.handle(context);
        } else {
            context.next();
        }
    }

    /**
     * From here on a connection that ends is no matter of the body. While a resource is at work the framework takes the request
     * for one that is still arriving, and the reader would fail it a second time, beside the resource.
     */
    private static void read(RoutingContext context) {
        if (hasBody(context.request())) {
            context.request().exceptionHandler(null);
        }
        context.next();
    }

    /** RFC 9112 §6.3: a request has a body if it says how long it is. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }
}
