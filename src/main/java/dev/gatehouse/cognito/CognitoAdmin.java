package dev.gatehouse.cognito;

import jakarta.inject.Singleton;
import java.time.Instant;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutResponse;

/** What administrators may do to other accounts. These calls are signed with AWS credentials (IAM). */
@Singleton
public class CognitoAdmin {
    private final CognitoGateway cognito;
    private final CognitoSettings settings;
    private final CognitoTime time;

    CognitoAdmin(CognitoGateway cognito, CognitoSettings settings, CognitoTime time) {
        this.cognito = cognito;
        this.settings = settings;
        this.time = time;
    }

    /**
     * Ends every sign-in of a user.
     *
     * @param userId the user's {@code sub}, which Cognito takes for a username where email is the sign-in name
     * @return when, by Cognito's clock, by which tokens are issued too; in whole seconds
     */
    public Instant signOutEverywhere(String userId) {
        return time.of(cognito.signed(
                CognitoOperation.ADMIN_USER_GLOBAL_SIGN_OUT,
                AdminUserGlobalSignOutResponse.class,
                (client, credentials) -> client.adminUserGlobalSignOut(request -> request.userPoolId(settings.poolId())
                        .username(userId)
                        .overrideConfiguration(override -> override.credentialsProvider(credentials)))));
    }
}
