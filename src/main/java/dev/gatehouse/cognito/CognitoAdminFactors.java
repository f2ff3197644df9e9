package dev.gatehouse.cognito;

import dev.gatehouse.identity.Factor;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.MethodNotAvailable;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteSoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserAuthFactorsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserMfaPreferenceResponse;

/** The second factors of other users, by AWS credentials (IAM), by their username. */
@Singleton
public class CognitoAdminFactors {
    private static final String TOTP = "SOFTWARE_TOKEN";
    private static final String PASSKEY = "WEB_AUTHN";

    private final CognitoGateway cognito;
    private final CognitoSettings settings;

    /**
     * What a user has set up.
     *
     * @param factors the second factors that are enabled, and an authenticator app also if it is not
     * @param hasPasskey whether there is a passkey
     */
    public record SetUp(Set<Factor> factors, boolean hasPasskey) {}

    CognitoAdminFactors(CognitoGateway cognito, CognitoSettings settings) {
        this.cognito = cognito;
        this.settings = settings;
    }

    /** What the user has set up. */
    public SetUp of(String username) {
        AdminGetUserAuthFactorsResponse user = cognito.signed(
                CognitoOperation.ADMIN_GET_USER_AUTH_FACTORS,
                AdminGetUserAuthFactorsResponse.class,
                (client, signing) -> client.adminGetUserAuthFactors(request ->
                        request.userPoolId(settings.poolId()).username(username).overrideConfiguration(signing)));
        Set<Factor> factors = CognitoFactors.known(user.userMFASettingList());
        if (user.configuredUserAuthFactorsAsStrings().contains(TOTP)) {
            factors.add(Factor.TOTP);
        }
        return new SetUp(factors, user.configuredUserAuthFactorsAsStrings().contains(PASSKEY));
    }

    /**
     * Removes the factor, or switches it off. An authenticator app must be removed: switched off, a pool that requires a second
     * factor goes on to ask for its codes. Without effect if the user cannot have the factor.
     */
    public void remove(String username, Factor factor) {
        try {
            switch (factor) {
                case TOTP -> removeTotp(username);
                case SMS -> change(username, request -> request.smsMfaSettings(FactorPreference.OFF.sms()));
                case EMAIL -> change(username, request -> request.emailMfaSettings(FactorPreference.OFF.email()));
            }
        } catch (IdentityException e) {
            if (!(e.failure() instanceof MethodNotAvailable)) {
                throw e;
            }
        }
    }

    private void removeTotp(String username) {
        cognito.signed(
                CognitoOperation.ADMIN_DELETE_SOFTWARE_TOKEN,
                AdminDeleteSoftwareTokenResponse.class,
                (client, signing) -> client.adminDeleteSoftwareToken(request ->
                        request.userPoolId(settings.poolId()).username(username).overrideConfiguration(signing)));
    }

    private void change(String username, Consumer<AdminSetUserMfaPreferenceRequest.Builder> change) {
        cognito.signed(
                CognitoOperation.ADMIN_SET_USER_MFA_PREFERENCE,
                AdminSetUserMfaPreferenceResponse.class,
                (client, signing) -> client.adminSetUserMFAPreference(request -> change.accept(
                        request.userPoolId(settings.poolId()).username(username).overrideConfiguration(signing))));
    }
}
