package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PublicClientTest.PublicClientPool.class)
public class PublicClientTest {

    /**
     * The app client has no secret and does not rotate refresh tokens; no AWS credentials are at hand; and accounts are not
     * concealed, for {@link RevealingTest}; and new passwords end no sessions, for {@link KeptSessionTest}.
     */
    public static class PublicClientPool extends PoolResource {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            settings.put("COGNITO_CLIENT_ID", EmulatorSettings.PUBLIC_CLIENT_ID);
            settings.remove("COGNITO_CLIENT_SECRET");
            settings.put("gatehouse.privacy.conceal-accounts", "false");
            settings.put("gatehouse.revocation.end-sessions-on-new-password", "false");
            return settings;
        }

        @Override
        protected Map<String, String> credentials() {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            System.setProperty("aws.disableEc2Metadata", "true");
            return Map.of("aws.disableEc2Metadata", "true");
        }
    }

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @Test
    void wholeFlowWorksWithoutASecret() {
        String email = Api.member();
        var tokens = Api.signedIn(email);

        Api.me(tokens.getString("access_token")).then().statusCode(200);
        Api.refresh(tokens.getString("refresh_token")).then().statusCode(200);
        Api.post("/auth/logout", Map.of("refresh_token", tokens.getString("refresh_token")))
                .then()
                .statusCode(204);
        Api.me(tokens.getString("access_token")).then().statusCode(401);
    }

    @Test
    void refreshWithoutRotationReturnsNoRefreshToken() {
        var tokens = Api.signedIn(Api.member());

        var refreshed = Api.refresh(tokens.getString("refresh_token")).jsonPath();

        assertThat(refreshed.getMap("")).doesNotContainKey("refresh_token");
    }

    @Test
    void addressThatWasRegisteredTwiceIsProvedOnly() {
        String email = Api.someone();
        Api.register(email);
        registerAgain(email);

        Api.verify(email).then().statusCode(403);
    }

    @Test
    void tokenOfTheOnlyAccountLetsItsPasswordCount() {
        String email = Api.someone();
        String token = Api.register(email).jsonPath().getString("registration_token");
        registerAgain(email);

        Api.post("/auth/verify", Map.of("email", email, "code", Pool.codeFor(email), "registration_token", token))
                .then()
                .statusCode(204);
    }

    @Test
    void administrationWithoutAwsCredentialsIsNotConfigured() {
        String admin = Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");

        var response = Api.bearer(admin).post("/admin/users/someone/logout");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.jsonPath().getString("code")).isEqualTo("not_configured");
        assertThat(response.jsonPath().getString("detail")).contains("cognito-idp:AdminGetUser");
    }

    /** Without AWS credentials the account stays, and the answer does not wait for the mail with its new code. */
    private static void registerAgain(String email) {
        Api.register(email);
        Pool.awaitMailsTo(email, 2);
    }
}
