package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Says that the connection ends with the answer to a request whose body was not read to its end (RFC 9112 §9.3, §9.6): a client
 * that waits to be told to send it may not do so any more, and then its next request would be taken for the body.
 */
@Singleton
class UnreadBody {

    void install(@Observes Router router) {
        router.route().order(RouteOrder.UNREAD_BODY).handler(UnreadBody::handle);
    }

    private static void handle(RoutingContext context) {
        if (BodyLimit.mayHaveBody(context.request())) {
            context.addHeadersEndHandler(_ -> {
                if (context.body().buffer() == null) {
                    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                }
            });
        }
        context.next();
    }
}
