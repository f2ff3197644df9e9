package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/** Refuses an Accept header (RFC 9110 §12.5.1) that is none: the framework would fail on it, and log it, at the answer. */
@Singleton
class AcceptHeader {
    private static final int BAD_REQUEST = 400;

    void install(@Observes Router router) {
        router.route().order(RouteOrder.ACCEPT).handler(AcceptHeader::check);
    }

    private static void check(RoutingContext context) {
        if (areWellFormed(context.request().headers().getAll(HttpHeaders.ACCEPT))) {
            context.next();
        } else {
            context.fail(BAD_REQUEST);
        }
    }

    private static boolean areWellFormed(List<String> headers) {
        try {
            headers.forEach(MediaTypeHelper::parseHeader);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
