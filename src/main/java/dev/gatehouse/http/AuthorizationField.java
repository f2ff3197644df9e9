package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses a request that has two Authorization fields (RFC 9110 §5.3): a proxy before us may have looked at the other one. */
@Singleton
class AuthorizationField {
    private static final int BAD_REQUEST = 400;

    void install(@Observes Router router) {
        router.route().order(RouteOrder.AUTHORIZATION).handler(AuthorizationField::handle);
    }

    private static void handle(RoutingContext context) {
        if (context.request().headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            context.fail(BAD_REQUEST);
        } else {
            context.next();
        }
    }
}
