package dev.gatehouse.http;

import io.quarkus.runtime.LaunchMode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Hides what the framework serves on its own account below {@code /q}: health and metrics are ours to show, in our form. In
 * development mode the developer's page stays.
 */
@Singleton
class HiddenRoutes {
    private static final int NOT_FOUND = 404;

    void install(@Observes Router router) {
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            for (String path : new String[] {"/q", "/q/*"}) {
                router.route(path).order(RouteOrder.HIDDEN).handler(HiddenRoutes::hide);
            }
        }
    }

    private static void hide(RoutingContext context) {
        context.fail(NOT_FOUND);
    }
}
