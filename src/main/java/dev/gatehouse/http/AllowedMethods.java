package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
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

    /** Answers OPTIONS; refuses other methods of a probe than its own. */
    boolean proceeds(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.OPTIONS)) {
            return !answer(context, RouteTemplate.methods(context.normalizedPath()));
        }
        String path = context.normalizedPath();
        if (RouteTemplate.isProbe(path) && !RouteTemplate.methods(path).contains(method.name())) {
            context.fail(METHOD_NOT_ALLOWED);
            return false;
        }
        return true;
    }

    /** To be called when the head of the answer is about to be written. */
    void nameIfRefused(RoutingContext context) {
        if (context.response().getStatusCode() == METHOD_NOT_ALLOWED) {
            name(context, RouteTemplate.methods(context.normalizedPath()));
        }
    }

    private static boolean answer(RoutingContext context, Set<String> methods) {
        if (methods.isEmpty()) {
            return false;
        }
        name(context, methods);
        context.response().setStatusCode(NO_CONTENT).end();
        return true;
    }

    private static void name(RoutingContext context, Set<String> methods) {
        if (!methods.isEmpty()) {
            context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        }
    }
}
