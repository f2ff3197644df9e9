package dev.gatehouse.lifecycle;

import dev.gatehouse.http.RouteOrder;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Follows the graceful shutdown of Quarkus (quarkus.shutdown.delay, then quarkus.shutdown.timeout). Quarkus answers requests
 * throughout, and closes the connection of each that arrives after the signal; this closes the connections of those that were
 * in flight too, so that no client sends its next request on a connection that is about to end. A second SIGTERM or SIGINT ends
 * the process at once.
 */
@Singleton
class Draining {
    private static final Logger LOG = Logger.getLogger(Draining.class);

    private volatile boolean begun;

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        begun = true;
        SecondSignal.endsTheProcess();
        LOG.info("draining: unready, and every answer closes its connection");
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
