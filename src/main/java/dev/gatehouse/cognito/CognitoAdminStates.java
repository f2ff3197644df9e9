package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.AccountStateConflict;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminResetUserPasswordResponse;

/**
 * Changes the states of accounts, by AWS credentials (IAM) and by username. The caller has looked at the account first; what
 * Cognito cannot do to an account in its state is {@code AccountStateConflict}.
 */
@Singleton
public class CognitoAdminStates {
    private final CognitoGateway cognito;
    private final CognitoSettings settings;
    private final CognitoAdminAttributes attributes;
    private final UserAccounts accounts;

    CognitoAdminStates(
            CognitoGateway cognito,
            CognitoSettings settings,
            CognitoAdminAttributes attributes,
            UserAccounts accounts) {
        this.cognito = cognito;
        this.settings = settings;
        this.attributes = attributes;
        this.accounts = accounts;
    }

    /** Ends all sessions at Cognito too. */
    public void disable(String username) {
        cognito.signed(
                CognitoOperation.ADMIN_DISABLE_USER,
                AdminDisableUserResponse.class,
                (client, signing) -> client.adminDisableUser(request ->
                        request.userPoolId(settings.poolId()).username(username).overrideConfiguration(signing)));
    }

    public void enable(String username) {
        cognito.signed(
                CognitoOperation.ADMIN_ENABLE_USER,
                AdminEnableUserResponse.class,
                (client, signing) -> client.adminEnableUser(request ->
                        request.userPoolId(settings.poolId()).username(username).overrideConfiguration(signing)));
    }

    /** The password no longer counts; Cognito sends a code for a new one. */
    public void resetPassword(String username) {
        cognito.signed(
                CognitoOperation.ADMIN_RESET_USER_PASSWORD,
                AdminResetUserPasswordResponse.class,
                (client, signing) -> client.adminResetUserPassword(request ->
                        request.userPoolId(settings.poolId()).username(username).overrideConfiguration(signing)));
    }

    public void delete(String username) {
        cognito.signed(
                CognitoOperation.ADMIN_DELETE_USER,
                AdminDeleteUserResponse.class,
                (client, signing) -> client.adminDeleteUser(request ->
                        request.userPoolId(settings.poolId()).username(username).overrideConfiguration(signing)));
    }

    /**
     * Confirms a sign-up without its code, and vouches for the address. Whoever registered the address may not own it, so the
     * registered password is replaced by a random one before the account can sign in: after a failure at any point nobody can
     * sign in with the registered one, and the whole can be repeated, or is done.
     */
    public void confirm(UserRecord user) {
        attributes.verifyEmail(user.username());
        accounts.lockPassword(user.username());
        try {
            cognito.signed(
                    CognitoOperation.ADMIN_CONFIRM_SIGN_UP,
                    AdminConfirmSignUpResponse.class,
                    (client, signing) -> client.adminConfirmSignUp(request -> request.userPoolId(settings.poolId())
                            .username(user.username())
                            .overrideConfiguration(signing)));
        } catch (IdentityException e) {
            // AdminSetUserPassword with a permanent password confirms the account already.
            if (!(e.failure() instanceof AccountStateConflict)) {
                throw e;
            }
        }
    }

    /** Mails an invited person a new temporary password, which replaces the last one. */
    public void resendInvitation(UserRecord user) {
        accounts.invite(new Email(user.email()));
    }
}
