package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutResponse;

/** Administrative operations on other accounts. These calls are signed with AWS credentials (IAM). */
@Singleton
public class CognitoAdmin {
    private final CognitoGateway cognito;
    private final CognitoSettings settings;
    private final CognitoTime time;
    private final UserAccounts accounts;

    CognitoAdmin(CognitoGateway cognito, CognitoSettings settings, CognitoTime time, UserAccounts accounts) {
        this.cognito = cognito;
        this.settings = settings;
        this.time = time;
        this.accounts = accounts;
    }

    /**
     * Finds the user with this email address.
     *
     * @return the username, which is the user's {@code sub} where email is the sign-in name; empty if no account has the
     *     address, or the service has no AWS credentials that allow AdminGetUser
     */
    public Optional<String> userId(Email email) {
        return accounts.find(email).map(UserAccounts.Account::username);
    }

    /**
     * Ends all sessions of a user.
     *
     * @param username the user's name in the pool, which is the {@code sub} where email is the sign-in name
     * @return the time of the sign-out by Cognito's clock, which issues the tokens too, in whole seconds
     */
    public Instant signOutEverywhere(String username) {
        return time.of(cognito.signed(
                CognitoOperation.ADMIN_USER_GLOBAL_SIGN_OUT,
                AdminUserGlobalSignOutResponse.class,
                (client, signing) -> client.adminUserGlobalSignOut(request ->
                        request.userPoolId(settings.poolId()).username(username).overrideConfiguration(signing))));
    }
}
