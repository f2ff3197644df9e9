package dev.gatehouse.cognito;

import dev.gatehouse.identity.Password;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordResponse;

/** What callers may do to their own account. */
@Singleton
public class CognitoAccount {
    private final CognitoGateway cognito;

    CognitoAccount(CognitoGateway cognito) {
        this.cognito = cognito;
    }

    /** Replaces the password of the user whose access token this is. */
    public void changePassword(Secret accessToken, Password current, Password fresh) {
        ChangePasswordRequest request = ChangePasswordRequest.builder()
                .accessToken(accessToken.value())
                .previousPassword(current.value())
                .proposedPassword(fresh.value())
                .build();
        cognito.call(
                CognitoOperation.CHANGE_PASSWORD,
                ChangePasswordResponse.class,
                client -> client.changePassword(request));
    }
}
