package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/**
 * The pool under test and the unchanged AWS SDK that drives it. By default it is an emulator of this JVM; the system
 * properties {@code gatehouse.contract.endpoint}, {@code .pool}, {@code .client}, {@code .secret} and {@code
 * .public-client} name another one, AWS itself included. Codes come from the outbox, or from the command {@code
 * .mailbox}, which gets an address and prints the newest code. What needs the control routes is {@link
 * NeedsControlRoutes}, and is skipped elsewhere unless {@code .control} is true.
 */
final class Pool {

    static final String PASSWORD = "correct-horse-99";
    static final String OTHER_PASSWORD = "battery-staple-77";
    static final String PUBLIC_CLIENT = setting("public-client", EmulatorSettings.PUBLIC_CLIENT_ID);
    static final boolean HAS_CONTROL =
            setting("endpoint", "").isEmpty() || Boolean.parseBoolean(setting("control", "false"));

    private static final String MAILBOX = setting("mailbox", "");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pool SHARED = new Pool();

    final URI endpoint;
    final String id;
    final String clientId;
    final String secret;
    final CognitoIdentityProviderClient cognito;
    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("deprecation") // The client that the service uses.
    private Pool() {
        String elsewhere = setting("endpoint", "");
        if (elsewhere.isEmpty()) {
            // Never closed: it serves every test class of this JVM.
            Emulator emulator = Emulator.start(EmulatorSettings.defaults());
            endpoint = emulator.endpoint();
        } else {
            endpoint = URI.create(elsewhere);
        }
        id = setting("pool", "eu-west-1_gatehouse");
        clientId = setting("client", EmulatorSettings.CLIENT_ID);
        secret = setting("secret", EmulatorSettings.CLIENT_SECRET);
        cognito = CognitoIdentityProviderClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(id.substring(0, id.indexOf('_'))))
                .credentialsProvider(
                        elsewhere.isEmpty()
                                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "none"))
                                : DefaultCredentialsProvider.builder().build())
                .httpClient(ApacheHttpClient.builder().maxConnections(64).build())
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new ModelCheck()))
                .build();
    }

    private static String setting(String name, String otherwise) {
        return System.getProperty("gatehouse.contract." + name, otherwise);
    }

    /** The pool, as new where it has control routes. Elsewhere what earlier tests left behind is still there. */
    static Pool fresh() {
        if (HAS_CONTROL) {
            SHARED.post("/control/reset", "{}");
        }
        return SHARED;
    }

    /** An address that nobody has, and whose mail a test can read. */
    static String someone() {
        return setting("address", "someone@example.com").replace("@", "-" + UUID.randomUUID() + "@");
    }

    // Shorthands for the flow

    String hash(String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((username + clientId).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SignUpResponse signUp(String email) {
        return cognito.signUp(r ->
                r.clientId(clientId).secretHash(hash(email)).username(email).password(PASSWORD));
    }

    void confirm(String email, String code) {
        cognito.confirmSignUp(r ->
                r.clientId(clientId).secretHash(hash(email)).username(email).confirmationCode(code));
    }

    void resend(String email) {
        cognito.resendConfirmationCode(
                r -> r.clientId(clientId).secretHash(hash(email)).username(email));
    }

    /** A confirmed user. */
    void register(String email) {
        signUp(email);
        confirm(email, code(email));
    }

    InitiateAuthResponse initiate(String email, String password) {
        return cognito.initiateAuth(r -> r.clientId(clientId)
                .authFlow("USER_PASSWORD_AUTH")
                .authParameters(Map.of("USERNAME", email, "PASSWORD", password, "SECRET_HASH", hash(email))));
    }

    InitiateAuthResponse initiateOpenly(String email, String password) {
        return cognito.initiateAuth(r -> r.clientId(PUBLIC_CLIENT)
                .authFlow("USER_PASSWORD_AUTH")
                .authParameters(Map.of("USERNAME", email, "PASSWORD", password)));
    }

    AuthenticationResultType signIn(String email, String password) {
        return initiate(email, password).authenticationResult();
    }

    AuthenticationResultType signIn(String email) {
        return signIn(email, PASSWORD);
    }

    AuthenticationResultType refresh(String refreshToken) {
        return cognito.getTokensFromRefreshToken(
                        r -> r.clientId(clientId).clientSecret(secret).refreshToken(refreshToken))
                .authenticationResult();
    }

    void revoke(String refreshToken) {
        cognito.revokeToken(r -> r.clientId(clientId).clientSecret(secret).token(refreshToken));
    }

    void forgot(String email) {
        cognito.forgotPassword(r -> r.clientId(clientId).secretHash(hash(email)).username(email));
    }

    void reset(String email, String code, String password) {
        cognito.confirmForgotPassword(r -> r.clientId(clientId)
                .secretHash(hash(email))
                .username(email)
                .confirmationCode(code)
                .password(password));
    }

    void change(String accessToken, String previous, String proposed) {
        cognito.changePassword(
                r -> r.accessToken(accessToken).previousPassword(previous).proposedPassword(proposed));
    }

    // What came back

    /** The newest code mailed to an address. */
    String code(String email) {
        return MAILBOX.isEmpty() ? outbox(email).path(0).path("code").asText() : mailedCode(email);
    }

    private static String mailedCode(String email) {
        try {
            Process command = new ProcessBuilder(MAILBOX, email)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode outbox(String email) {
        return get("/outbox?email=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
    }

    JsonNode user(String email) {
        return get("/control/users?email=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
    }

    static JsonNode claims(String token) {
        return part(token, 1);
    }

    static JsonNode header(String token) {
        return part(token, 0);
    }

    private static JsonNode part(String token, int index) {
        return parse(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8));
    }

    static String wrongCode(String right) {
        return "000000".equals(right) ? "111111" : "000000";
    }

    /** Asserts the exception's name and message, as the SDK understood them. */
    static void refused(ThrowingCallable call, String type, String message) {
        CognitoIdentityProviderException refusal = catchThrowableOfType(CognitoIdentityProviderException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(type);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(refusal.getClass().getSimpleName()).isEqualTo(type);
    }

    static void refused(ThrowingCallable call, String type) {
        CognitoIdentityProviderException refusal = catchThrowableOfType(CognitoIdentityProviderException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(type);
    }

    // The control API

    void advance(long seconds) {
        post("/control/clock", "{\"advance_seconds\":" + seconds + "}");
    }

    void patchUser(String email, String json) {
        assertThat(send("PATCH", "/control/users?email=" + email, json).statusCode())
                .isEqualTo(200);
    }

    void patchPool(String json) {
        assertThat(send("PATCH", "/control/pool", json).statusCode()).isEqualTo(204);
    }

    void patchClient(String client, String json) {
        assertThat(send("PATCH", "/control/clients/" + client, json).statusCode())
                .isEqualTo(204);
    }

    void withoutLimits() {
        patchPool("{\"limits_enabled\":false}");
    }

    void fault(String json) {
        post("/control/faults", json);
    }

    String mint(String json) {
        return parse(send("POST", "/control/tokens", json).body()).path("token").asText();
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = send("GET", path, null);
        assertThat(answer.statusCode()).isEqualTo(200);
        return parse(answer.body());
    }

    void post(String path, String json) {
        assertThat(send("POST", path, json).statusCode()).isBetween(200, 204);
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body, Map.of());
    }

    /** An operation's call without the SDK, for what the SDK would not send. */
    HttpResponse<String> call(String operation, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation);
        return send("POST", "/", body, headers);
    }

    HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
        if (!HAS_CONTROL && (path.startsWith("/control/") || path.startsWith("/outbox"))) {
            throw new AssertionError("This endpoint has no control routes; the test is one of @NeedsControlRoutes.");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path));
        headers.forEach(request::header);
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
