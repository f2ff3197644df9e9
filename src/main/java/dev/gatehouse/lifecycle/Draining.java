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
 * Extends Quarkus' graceful shutdown (quarkus.shutdown.delay, then quarkus.shutdown.timeout). Quarkus answers requests
 * throughout, and closes the connections of requests that arrive after the signal. This class also closes the connections of
 * requests that were in flight, so that no client reuses a connection that is about to close. Shortly before the delay ends, it
 * accepts no more connections, so that a proxy which has not noticed tries another instance. A second SIGTERM or SIGINT ends the
 * process at once.
 */
@Singleton
class Draining implements ShutdownState {
    private static final Logger LOG = Logger.getLogger(Draining.class);
    /** From the last accepted connection to the end of the delay: for requests still arriving on the last connections. */
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
        LOG.info("draining: not ready, and each response closes its connection");
    }

    /** Shorter than the delay, after which Quarkus ends the process as soon as no request is in flight. */
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
