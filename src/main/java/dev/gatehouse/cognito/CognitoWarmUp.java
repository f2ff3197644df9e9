package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/**
 * Makes the first call to Cognito before a person does, because it costs most: classes, TLS, a connection. It asks for the
 * owner of a token that is none, so it has no effect, and being refused is success. Until Cognito answers it is made again.
 */
@Singleton
public class CognitoWarmUp {
    private static final Logger LOG = Logger.getLogger(CognitoWarmUp.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final GetUserRequest NOBODY =
            GetUserRequest.builder().accessToken("warm-up").build();

    private final CognitoGateway cognito;
    private final ExecutorService executor;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean done;

    CognitoWarmUp(CognitoGateway cognito, @VirtualThreads ExecutorService executor) {
        this.cognito = cognito;
        this.executor = executor;
    }

    /** Whether Cognito has answered since the start. */
    public boolean done() {
        return done;
    }

    @Startup
    void begin() {
        executor.execute(this::untilAnswered);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void untilAnswered() {
        try {
            do {
                done = isAnswered();
            } while (!done && !stopped.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            // The process ends: nothing runs in the background any more.
            LOG.debugf("warm-up: %s", e.getMessage());
        }
    }

    private boolean isAnswered() {
        try {
            cognito.probe(CognitoOperation.GET_USER, GetUserResponse.class, client -> client.getUser(NOBODY));
            return true;
        } catch (IdentityException e) {
            LOG.debugf("warm-up: %s", e.getMessage());
            return !(e.failure() instanceof UpstreamUnavailable);
        }
    }
}
