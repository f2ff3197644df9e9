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
 * Makes the first call to Cognito at start-up, because it is the slowest (class loading, TLS handshake). It calls GetUser with
 * an invalid token, which has no effect: a refusal means success. Repeats until Cognito answers.
 */
@Singleton
public class CognitoWarmUp {
    private static final Logger LOG = Logger.getLogger(CognitoWarmUp.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final GetUserRequest INVALID_TOKEN =
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
            // The executor is shut down because the process ends.
            LOG.debugf("warm-up: %s", e.getMessage());
        }
    }

    private boolean isAnswered() {
        try {
            cognito.probe(CognitoOperation.GET_USER, GetUserResponse.class, client -> client.getUser(INVALID_TOKEN));
            return true;
        } catch (IdentityException e) {
            LOG.debugf("warm-up: %s", e.getMessage());
            return !(e.failure() instanceof UpstreamUnavailable);
        }
    }
}
