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
 * Ends the process at once on a signal that comes before it listens: nobody has anything to lose then. Quarkus goes on with the
 * start, listens, and only then begins to end, while what has just begun in the background fails.
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

    /** In production only: in development and tests the process is not the service's alone. */
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

    /** From now on somebody may be served, and a signal begins the graceful shutdown. */
    void end(@ObservesAsync HttpServerStart event) {
        Runnable restore = before;
        before = null;
        if (restore != null) {
            restore.run();
        }
    }
}
