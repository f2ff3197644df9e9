package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/**
 * Makes the first call to Cognito before a person does, because it costs most: classes, TLS, a connection. It asks for the
 * owner of a token that is none, so it has no effect, and being refused is success.
 */
@Singleton
class CognitoWarmUp {
    private static final Logger LOG = Logger.getLogger(CognitoWarmUp.class);
    private static final GetUserRequest NOBODY =
            GetUserRequest.builder().accessToken("warm-up").build();

    private final CognitoGateway cognito;
    private final ExecutorService executor;

    CognitoWarmUp(CognitoGateway cognito, @VirtualThreads ExecutorService executor) {
        this.cognito = cognito;
        this.executor = executor;
    }

    @Startup
    void begin() {
        executor.execute(this::call);
    }

    private void call() {
        try {
            cognito.call(CognitoOperation.GET_USER, GetUserResponse.class, client -> client.getUser(NOBODY));
        } catch (IdentityException e) {
            if (!(e.failure() instanceof TokenRefused)) {
                LOG.warnf("Cognito could not be reached at start: %s", e.getMessage());
            }
        }
    }
}
