package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Runs calls to Cognito in the background, so that the response time does not reveal whether one was made. Drops calls over a
 * limit.
 */
@Singleton
class BackgroundCalls {
    private static final Logger LOG = Logger.getLogger(BackgroundCalls.class);
    private static final int MAX_CALLS = 64;

    private final ExecutorService executor;
    private final Semaphore permits = new Semaphore(MAX_CALLS);

    BackgroundCalls(@VirtualThreads ExecutorService executor) {
        this.executor = executor;
    }

    void run(Runnable call) {
        if (!permits.tryAcquire()) {
            LOG.debug("too many background calls are in progress: one is dropped");
            return;
        }
        executor.execute(() -> {
            try {
                call.run();
            } catch (IdentityException e) {
                LOG.debugf("background call: %s", e.getMessage());
            } finally {
                permits.release();
            }
        });
    }
}
