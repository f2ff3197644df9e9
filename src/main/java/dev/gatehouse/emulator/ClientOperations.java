package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.hosted.OAuthSettings;
import java.time.Duration;
import java.util.List;

/** DescribeUserPoolClient. */
final class ClientOperations {

    private static final String SECONDS = "seconds";

    private final UserPool pool;

    ClientOperations(UserPool pool) {
        this.pool = pool;
    }

    ObjectNode describeUserPoolClient(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            AppClient client = pool.client(request.text("ClientId"));
            ObjectNode answer = Json.object();
            describe(client, answer.putObject("UserPoolClient"));
            return answer;
        });
    }

    private void describe(AppClient client, ObjectNode node) {
        node.put("UserPoolId", pool.id())
                .put("ClientName", client.id())
                .put("ClientId", client.id())
                .put("CreationDate", Json.timestamp(pool.created()))
                .put("LastModifiedDate", Json.timestamp(pool.created()))
                .put("AccessTokenValidity", seconds(client.accessTokenLife()))
                .put("IdTokenValidity", seconds(client.idTokenLife()))
                .put("RefreshTokenValidity", seconds(client.refreshTokenLife()))
                .put("AuthSessionValidity", client.sessionLife().toMinutes())
                .put("PreventUserExistenceErrors", client.preventUserExistenceErrors() ? "ENABLED" : "LEGACY")
                .put("EnableTokenRevocation", true)
                .put("AllowedOAuthFlowsUserPoolClient", !client.oauth().flows().isEmpty());
        describe(client.oauth(), node);
        if (client.secret() != null) {
            node.put("ClientSecret", client.secret());
        }
        node.putObject("TokenValidityUnits")
                .put("AccessToken", SECONDS)
                .put("IdToken", SECONDS)
                .put("RefreshToken", SECONDS);
        ArrayNode flows = node.putArray("ExplicitAuthFlows")
                .add("ALLOW_USER_PASSWORD_AUTH")
                .add("ALLOW_ADMIN_USER_PASSWORD_AUTH")
                .add("ALLOW_USER_SRP_AUTH");
        if (client.userAuth()) {
            flows.add("ALLOW_USER_AUTH");
        }
        if (!client.rotation()) {
            flows.add("ALLOW_REFRESH_TOKEN_AUTH");
        }
        node.putObject("RefreshTokenRotation")
                .put("Feature", client.rotation() ? "ENABLED" : "DISABLED")
                .put("RetryGracePeriodSeconds", seconds(client.rotationGrace()));
    }

    private static void describe(OAuthSettings oauth, ObjectNode node) {
        list(node, "AllowedOAuthFlows", oauth.flows());
        list(node, "AllowedOAuthScopes", oauth.scopes());
        list(node, "CallbackURLs", oauth.callbackUrls());
        list(node, "LogoutURLs", oauth.logoutUrls());
        list(node, "SupportedIdentityProviders", oauth.providers());
    }

    private static void list(ObjectNode node, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(node.putArray(name)::add);
        }
    }

    private static long seconds(Duration duration) {
        return duration.toSeconds();
    }
}
