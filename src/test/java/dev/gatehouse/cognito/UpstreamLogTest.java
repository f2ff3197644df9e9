package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/** What the log says of Cognito's refusals. In this JVM only: a packaged application keeps its log to itself. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class UpstreamLogTest {
    private final CognitoGateway cognito;
    private final String email = Api.someone();

    UpstreamLogTest(CognitoGateway cognito) {
        this.cognito = cognito;
    }

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @AfterEach
    void healed() {
        Pool.healed();
    }

    private void refuseWith(String error) {
        Pool.fault(Map.of(
                "operation",
                "InitiateAuth",
                "kind",
                "error",
                "error",
                error,
                "message",
                "quotes " + email,
                "times",
                1));
    }

    @Test
    void unknownClientIsAnErrorThatSaysWhatToCheck() {
        refuseWith("ResourceNotFoundException");
        assertThat(Log.of("dev.gatehouse.cognito", () -> Api.login(email, Api.PASSWORD)))
                .singleElement()
                .asString()
                .startsWith("ERROR ")
                .contains("InitiateAuth", "ResourceNotFoundException", "COGNITO_USER_POOL_ID", "COGNITO_CLIENT_ID");
    }

    /** At the end of the process a task in the background may still be about to call. */
    @Test
    void callWithAClosedClientFailsAsAnyOther() {
        CognitoIdentityProviderClient closed = CognitoIdentityProviderClient.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        closed.close();

        assertThat(Log.of("dev.gatehouse.cognito", () -> assertThatExceptionOfType(IdentityException.class)
                        .isThrownBy(() -> cognito.probe(
                                CognitoOperation.GET_USER,
                                GetUserResponse.class,
                                _ -> closed.getUser(request -> request.accessToken("any"))))
                        .extracting(IdentityException::failure)
                        .isInstanceOf(UpstreamUnavailable.class)))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("WARN ") && line.contains("GetUser"));
    }

    @Test
    void whatCognitoQuotesIsNotLogged() {
        refuseWith("NobodyKnowsThisException");
        assertThat(Log.of("dev.gatehouse", () -> Api.login(email, Api.PASSWORD)))
                .isNotEmpty()
                .noneMatch(line -> line.contains(email) || line.contains("quotes"));
    }

    @Test
    void missingPermissionIsLoggedWithThePrincipalAndWithoutTheRestOfTheMessage() {
        String admin = Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");
        Pool.fault(Map.of(
                "operation",
                "AdminGetUser",
                "kind",
                "error",
                "error",
                "AccessDeniedException",
                "message",
                "User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: quotes " + email,
                "times",
                1));

        assertThat(Log.of("dev.gatehouse.cognito", () -> Api.bearer(admin).post("/admin/users/someone/logout")))
                .singleElement()
                .asString()
                .startsWith("ERROR ")
                .contains("cognito-idp:AdminGetUser", "arn:aws:sts::123456789012:assumed-role/x/y")
                .doesNotContain("quotes");
    }
}
