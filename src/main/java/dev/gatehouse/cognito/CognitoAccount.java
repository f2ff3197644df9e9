package dev.gatehouse.cognito;

import dev.gatehouse.identity.Password;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.time.Instant;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordResponse;

/** Operations of callers on their own account. */
@Singleton
public class CognitoAccount {
    private final CognitoGateway cognito;
    private final CognitoTime time;

    CognitoAccount(CognitoGateway cognito, CognitoTime time) {
        this.cognito = cognito;
        this.time = time;
    }

    /**
     * Replaces the password of the user whose access token this is.
     *
     * @return the time of the change by Cognito's clock, in whole seconds
     */
    public Instant changePassword(Secret accessToken, Password current, Password fresh) {
        ChangePasswordRequest request = ChangePasswordRequest.builder()
                .accessToken(accessToken.value())
                .previousPassword(current.value())
                .proposedPassword(fresh.value())
                .build();
        return time.of(cognito.call(
                CognitoOperation.CHANGE_PASSWORD,
                ChangePasswordResponse.class,
                client -> client.changePassword(request)));
    }
}
