package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Password;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/** Operations of callers on their own account. */
@Singleton
public class CognitoAccount {
    private final CognitoGateway cognito;
    private final CognitoTime time;
    private final LinkedProviders providers;

    CognitoAccount(CognitoGateway cognito, CognitoTime time, LinkedProviders providers) {
        this.cognito = cognito;
        this.time = time;
        this.providers = providers;
    }

    /** Reads the account of the user whose access token this is. Not cached. */
    public OwnAccount read(Secret accessToken) {
        GetUserRequest request =
                GetUserRequest.builder().accessToken(accessToken.value()).build();
        return cognito.call(
                CognitoOperation.GET_USER,
                Use.of(CognitoOperation.GET_USER),
                OwnAccount.class,
                client -> client.getUser(request),
                this::account);
    }

    private OwnAccount account(GetUserResponse user) {
        if (!user.hasUserAttributes()) {
            throw new IncompleteAnswer("UserAttributes");
        }
        Map<String, String> attributes = OwnAccount.attributes(user);
        Optional<String> provider = providers.primary(attributes.getOrDefault("identities", ""));
        return new OwnAccount(
                Optional.ofNullable(attributes.get("email")).map(Email::new),
                Boolean.parseBoolean(attributes.get("email_verified")),
                provider.isPresent() || LinkedProviders.isNameOfProvider(user.username(), attributes.get("sub")),
                provider,
                CognitoFactors.known(user.userMFASettingList()));
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

    /**
     * Deletes the account of the user whose access token this is. Cognito ends all its sessions.
     *
     * @return the time of the deletion by Cognito's clock, in whole seconds
     * @throws IdentityException when Cognito refuses or fails; after a failure the account may be gone all the same
     */
    public Instant delete(Secret accessToken) {
        DeleteUserRequest request =
                DeleteUserRequest.builder().accessToken(accessToken.value()).build();
        return time.of(cognito.call(
                CognitoOperation.DELETE_USER, DeleteUserResponse.class, client -> client.deleteUser(request)));
    }
}
