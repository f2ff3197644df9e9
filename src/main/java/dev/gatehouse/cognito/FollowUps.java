package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Calls to Cognito that no answer waits for, so that its time does not show whether there was one. Beyond a bound, none. */
@Singleton
class FollowUps {
    private static final Logger LOG = Logger.getLogger(FollowUps.class);
    private static final int MOST = 64;

    private final ExecutorService executor;
    private final Semaphore room = new Semaphore(MOST);

    FollowUps(@VirtualThreads ExecutorService executor) {
        this.executor = executor;
    }

    void run(Runnable call) {
        if (!room.tryAcquire()) {
            LOG.debug("too many calls after an answer are under way: one is left out");
            return;
        }
        executor.execute(() -> {
            try {
                call.run();
            } catch (IdentityException e) {
                LOG.debugf("after an answer: %s", e.getMessage());
            } finally {
                room.release();
            }
        });
    }
}
