package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Names the methods of a route to whoever uses another (RFC 9110 §15.5.6) or asks for them by OPTIONS, and holds the probes to
 * theirs: the framework would answer them to any.
 */
@Singleton
class AllowedMethods {
    private static final int NO_CONTENT = 204;
    private static final int METHOD_NOT_ALLOWED = 405;

    void install(@Observes Router router) {
        router.route().order(RouteOrder.ALLOWED_METHODS).handler(AllowedMethods::handle);
    }

    private static void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        String path = context.normalizedPath();
        context.addHeadersEndHandler(headers -> {
            if (context.response().getStatusCode() == METHOD_NOT_ALLOWED) {
                name(context, RouteTemplate.methods(path));
            }
        });
        if (method.equals(HttpMethod.OPTIONS)) {
            answer(context, RouteTemplate.methods(path));
        } else if (RouteTemplate.isProbe(path) && !RouteTemplate.methods(path).contains(method.name())) {
            context.fail(METHOD_NOT_ALLOWED);
        } else {
            context.next();
        }
    }

    private static void answer(RoutingContext context, Set<String> methods) {
        if (methods.isEmpty()) {
            context.next();
        } else {
            name(context, methods);
            context.response().setStatusCode(NO_CONTENT).end();
        }
    }

    private static void name(RoutingContext context, Set<String> methods) {
        if (!methods.isEmpty()) {
            context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        }
    }
}
