package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Names the methods of a route in answers to OPTIONS and to a method that it does not have (RFC 9110 §15.5.6). Refuses other
 * methods of the probes, which the framework would answer.
 */
@Singleton
class AllowedMethods {
    private static final int NO_CONTENT = 204;
    private static final int METHOD_NOT_ALLOWED = 405;

    /** Answers OPTIONS; refuses a method that a probe does not have. */
    boolean proceeds(RoutingContext context) {
        HttpMethod method = context.request().method();
        String path = context.normalizedPath();
        if (method.equals(HttpMethod.OPTIONS) && putAllow(context)) {
            if (BodyType.isPatchable(path)) {
                BodyType.putAcceptPatch(context.response());
            }
            context.response().setStatusCode(NO_CONTENT).end();
            return false;
        }
        if (RouteTemplate.isProbe(path) && !RouteTemplate.methods(path).contains(method.name())) {
            context.fail(METHOD_NOT_ALLOWED);
            return false;
        }
        return true;
    }

    /** To be called when the head of the answer is about to be written. */
    void nameIfRefused(RoutingContext context) {
        if (context.response().getStatusCode() == METHOD_NOT_ALLOWED) {
            putAllow(context);
        }
    }

    /** Returns false if there is no route at the path. */
    private static boolean putAllow(RoutingContext context) {
        Set<String> methods = RouteTemplate.methods(context.normalizedPath());
        if (methods.isEmpty()) {
            return false;
        }
        context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        return true;
    }
}
