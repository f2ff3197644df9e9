package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** Sign-in as a server with IAM credentials does it, and the app client that it reads. */
class AdminSignInContractTest {

    private final String email = Pool.someone();

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private AdminInitiateAuthResponse initiate(String flow, String poolId, Map<String, String> parameters) {
        return pool.cognito.adminInitiateAuth(r ->
                r.userPoolId(poolId).clientId(Pool.PUBLIC_CLIENT).authFlow(flow).authParameters(parameters));
    }

    private AdminInitiateAuthResponse signIn(String flow) {
        return initiate(flow, pool.id, Map.of("USERNAME", email, "PASSWORD", Pool.PASSWORD));
    }

    @Test
    void passwordSignsIn() {
        pool.register(email);
        assertThat(signIn("ADMIN_USER_PASSWORD_AUTH").authenticationResult()).isNotNull();
        assertThat(signIn("ADMIN_NO_SRP_AUTH").authenticationResult()).isNotNull();
    }

    @Test
    void refreshTokenIsExchanged() {
        pool.register(email);
        String refresh =
                signIn("ADMIN_USER_PASSWORD_AUTH").authenticationResult().refreshToken();
        assertThat(initiate("REFRESH_TOKEN_AUTH", pool.id, Map.of("REFRESH_TOKEN", refresh))
                        .authenticationResult()
                        .accessToken())
                .isNotBlank();
    }

    @Test
    void flowOfThePublicOperationIsRefused() {
        refused(() -> signIn("USER_PASSWORD_AUTH"), "InvalidParameterException", "Initiate Auth method not supported.");
    }

    @Test
    void unknownPoolIsRefused() {
        refused(
                () -> initiate("ADMIN_USER_PASSWORD_AUTH", "eu-west-1_elsewhere", Map.of()),
                "ResourceNotFoundException");
    }

    @Test
    void newPasswordIsSetByTheChallenge() {
        pool.cognito.adminCreateUser(r -> r.userPoolId(pool.id).username(email).temporaryPassword(Pool.PASSWORD));
        String session = signIn("ADMIN_USER_PASSWORD_AUTH").session();
        assertThat(pool.cognito
                        .adminRespondToAuthChallenge(r -> r.userPoolId(pool.id)
                                .clientId(Pool.PUBLIC_CLIENT)
                                .challengeName("NEW_PASSWORD_REQUIRED")
                                .session(session)
                                .challengeResponses(Map.of("USERNAME", email, "NEW_PASSWORD", Pool.OTHER_PASSWORD)))
                        .authenticationResult())
                .isNotNull();
    }

    @Nested
    class DescribeUserPoolClient {

        private UserPoolClientType describe(String client) {
            return pool.cognito
                    .describeUserPoolClient(r -> r.userPoolId(pool.id).clientId(client))
                    .userPoolClient();
        }

        @Test
        void clientIsDescribed() {
            UserPoolClientType client = describe(pool.clientId);
            assertThat(client.clientSecret()).isEqualTo(pool.secret);
            assertThat(client.refreshTokenRotation().featureAsString()).isEqualTo("ENABLED");
            assertThat(client.preventUserExistenceErrorsAsString()).isEqualTo("ENABLED");
            assertThat(client.explicitAuthFlowsAsStrings())
                    .contains("ALLOW_USER_SRP_AUTH")
                    .doesNotContain("ALLOW_REFRESH_TOKEN_AUTH");
        }

        @Test
        void publicClientHasNoSecret() {
            assertThat(describe(Pool.PUBLIC_CLIENT).clientSecret()).isNull();
        }

        @Test
        void unknownClientIsRefused() {
            refused(() -> describe("nobody"), "ResourceNotFoundException");
        }
    }
}
