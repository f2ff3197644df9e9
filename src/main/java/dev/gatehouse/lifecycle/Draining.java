package dev.gatehouse.lifecycle;

import dev.gatehouse.http.ConnectionAcceptance;
import dev.gatehouse.http.ShutdownState;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Follows the graceful shutdown of Quarkus (quarkus.shutdown.delay, then quarkus.shutdown.timeout). Quarkus answers requests
 * throughout, and closes the connection of each that arrives after the signal; this closes the connections of those that were
 * in flight too, so that no client sends its next request on a connection that is about to end. Shortly before the delay ends,
 * no further connection is accepted: a proxy that has not noticed yet is refused, and tries another instance. A second SIGTERM or SIGINT
 * ends the process at once.
 */
@Singleton
class Draining implements ShutdownState {
    private static final Logger LOG = Logger.getLogger(Draining.class);
    /** From the last connection to the end of the delay: for the request that is still on its way on it. */
    private static final Duration LAST_REQUESTS = Duration.ofMillis(500);

    private final ConnectionAcceptance connections;
    private final Vertx vertx;
    private final Duration delay;
    private volatile boolean begun;

    Draining(ConnectionAcceptance connections, Vertx vertx, LifecycleConfig config) {
        this.connections = connections;
        this.vertx = vertx;
        this.delay = config.shutdownDelay();
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        begun = true;
        Runnable _ = SecondSignal.endsTheProcess();
        vertx.setTimer(Math.max(1, acceptFor().toMillis()), _ -> connections.close());
        LOG.info("draining: unready, and every answer closes its connection");
    }

    /** Shorter than the delay, at whose end Quarkus ends the process as soon as it sees no request in flight. */
    private Duration acceptFor() {
        Duration half = delay.dividedBy(2);
        Duration most = delay.minus(LAST_REQUESTS);
        return most.compareTo(half) > 0 ? most : half;
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }
}
