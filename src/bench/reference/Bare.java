import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/**
 * Two limits for scale, both with nothing around them, neither log nor header nor check: what Vert.x answers when a handler does
 * nothing, and what the SDK's asynchronous client signs in.
 */
final class Bare {
    private static final Buffer UP = Buffer.buffer("{\"status\":\"UP\",\"checks\":[]}");
    private static final String ID = System.getenv("COGNITO_CLIENT_ID");
    private static final String SECRET = System.getenv("COGNITO_CLIENT_SECRET");

    private Bare() {}

    public static void main(String[] arguments) {
        CognitoIdentityProviderAsyncClient cognito = CognitoIdentityProviderAsyncClient.builder()
                .region(Region.of(System.getenv("AWS_REGION")))
                .endpointOverride(URI.create(System.getenv("COGNITO_ENDPOINT")))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(1024))
                .build();
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                .createHttpServer(new HttpServerOptions().setAcceptBacklog(1024))
                .requestHandler(request -> {
                    if (request.path().equals("/auth/login")) {
                        request.bodyHandler(body -> signIn(cognito, request, body.toJsonObject()));
                    } else {
                        request.response().putHeader("Content-Type", "application/json").end(UP);
                    }
                })
                .listen(Integer.parseInt(System.getenv("PORT")), "127.0.0.1");
    }

    private static void signIn(CognitoIdentityProviderAsyncClient cognito, HttpServerRequest request, JsonObject body) {
        String email = body.getString("email");
        cognito.initiateAuth(call -> call.clientId(ID)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of(
                                "USERNAME", email, "PASSWORD", body.getString("password"), "SECRET_HASH", secretHash(email))))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        request.response().setStatusCode(503).end();
                        return;
                    }
                    AuthenticationResultType tokens = answer.authenticationResult();
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(new JsonObject()
                                    .put("status", "signed_in")
                                    .put("access_token", tokens.accessToken())
                                    .put("id_token", tokens.idToken())
                                    .put("refresh_token", tokens.refreshToken())
                                    .put("token_type", "Bearer")
                                    .put("expires_in", tokens.expiresIn())
                                    .toBuffer());
                });
    }

    private static String secretHash(String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal((username + ID).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
