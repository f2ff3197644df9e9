package dev.gatehouse.lifecycle;

import dev.gatehouse.http.RouteOrder;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Hears the first SIGTERM or SIGINT together with Quarkus, which shuts down (quarkus.shutdown.delay, then
 * quarkus.shutdown.timeout). From then on every answer closes its connection, so that none is left when the server stops
 * listening. A second signal ends the process at once.
 */
@Singleton
class Draining {
    private static final Logger LOG = Logger.getLogger(Draining.class);
    /** By convention 128 and the signal's number. */
    private static final int SIGNALLED = 128;

    private volatile boolean begun;

    void listen(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Signals.tap("TERM", () -> begin("SIGTERM", 15));
            Signals.tap("INT", () -> begin("SIGINT", 2));
        }
    }

    private void begin(String signal, int number) {
        if (begun) {
            Runtime.getRuntime().halt(SIGNALLED + number);
        }
        begun = true;
        LOG.infof("%s: draining", signal);
    }

    void install(@Observes Router router) {
        router.route().order(RouteOrder.DRAINING).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        context.addHeadersEndHandler(_ -> {
            if (begun) {
                context.response().putHeader("Connection", "close");
            }
        });
        context.next();
    }
}
