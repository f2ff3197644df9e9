package dev.gatehouse.lifecycle;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process at once on a signal that arrives before the service listens, when no request can be in flight. Quarkus would
 * complete the start, listen, and only then shut down, while background tasks fail.
 */
@Singleton
class EarlySignal implements StartupStep {
    private static final int SIGTERM = 15;

    private final VertxHttpConfig http;
    private volatile @Nullable Runnable before;

    EarlySignal(VertxHttpConfig http) {
        this.http = http;
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.SIGNALS;
    }

    /** In production only: in development and tests the process is shared with other code. */
    @Override
    public void run() {
        if (LaunchMode.current() != LaunchMode.NORMAL || !http.hostEnabled()) {
            return;
        }
        if (ApplicationLifecycleManager.isVmShuttingDown()) {
            Runtime.getRuntime().halt(SecondSignal.SIGNALLED + SIGTERM);
        }
        before = SecondSignal.endsTheProcess();
    }

    /** From now on requests may be in flight, so a signal starts the graceful shutdown. */
    void end(@ObservesAsync HttpServerStart event) {
        Runnable restore = before;
        before = null;
        if (restore != null) {
            restore.run();
        }
    }
}
