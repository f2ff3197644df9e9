package dev.gatehouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.AuthenticatorApp;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Cognito is asked: by a recorder in front of the embedded pool, which can answer in its place. */
@Tag("proof")
class FactorCallsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "X-Amz-Target";
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";

    private final Map<String, List<String>> asked = new ConcurrentHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Emulator pool = Emulator.start(EmulatorSettings.defaults());
    private final HttpServer recorder = recorder();
    private final Gatehouse gatehouse = Gatehouse.before(pool)
            .setting(
                    "quarkus.cognito-user-pools.endpoint-override",
                    "http://127.0.0.1:" + recorder.getAddress().getPort())
            .setting("gatehouse.login.methods", "email_otp")
            .start("/health/ready");
    private String token;

    private HttpServer recorder() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::pass);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst(TARGET);
        String operation = target.substring(target.indexOf('.') + 1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.computeIfAbsent(operation, _ -> new CopyOnWriteArrayList<>())
                .add(new String(body, StandardCharsets.UTF_8));
        try (exchange) {
            String own = answers.get(operation);
            HttpResponse<String> answer = own == null ? http.send(toPool(target, body), BodyHandlers.ofString()) : null;
            byte[] text = (own == null ? answer.body() : own).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(own == null ? answer.statusCode() : 200, text.length);
            exchange.getResponseBody().write(text);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private HttpRequest toPool(String target, byte[] body) {
        return HttpRequest.newBuilder(pool.endpoint())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header(TARGET, target)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    @BeforeEach
    void signedIn() throws Exception {
        change("{\"mfa\":\"OPTIONAL\",\"mfa_methods\":[\"totp\"]}");
        token = signIn(DEMO).getString("access_token");
    }

    @AfterEach
    void stop() {
        gatehouse.close();
        recorder.stop(0);
        pool.close();
    }

    private List<String> asked(String operation) {
        return asked.getOrDefault(operation, List.of());
    }

    private String begin() {
        return JsonPath.from(gatehouse.post("/auth/mfa/totp", "", token).body()).getString("secret");
    }

    private Answer confirm(String code) {
        return gatehouse.post("/auth/mfa/totp/confirm", "{\"code\":\"" + code + "\"}", token);
    }

    private JsonPath signIn(String body) {
        return JsonPath.from(gatehouse.post("/auth/login", body).body());
    }

    private Answer answer(JsonPath challenge, String code) {
        return gatehouse.post(
                "/auth/challenge",
                "{\"challenge_token\":\"%s\",\"answers\":{\"code\":\"%s\"}}"
                        .formatted(challenge.getString("challenge_token"), code));
    }

    private void change(String poolSettings) throws Exception {
        control("PATCH", "/control/pool", poolSettings);
    }

    private String control(String method, String path, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(pool.endpoint() + path))
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static void assertWrong(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(JsonPath.from(answer.body()).getString("code")).isEqualTo("invalid_code");
    }

    @Test
    void preferencesNameOnlyWhatChanges() throws Exception {
        assertThat(confirm(AuthenticatorApp.code(begin(), 0)).status()).isEqualTo(204);

        JsonNode request = JSON.readTree(asked("SetUserMFAPreference").getFirst());
        assertThat(request.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("AccessToken", "SoftwareTokenMfaSettings");
    }

    @Test
    void statusErrorIsAWrongCodeAndSetsNoPreference() {
        begin();
        answers.put("VerifySoftwareToken", "{\"Status\":\"ERROR\"}");

        assertWrong(confirm("000000"));

        assertThat(asked("SetUserMFAPreference")).isEmpty();
    }

    @Test
    void statusErrorInASignInIsAWrongCodeAfterWhichTheRightOneCounts() throws Exception {
        change("{\"mfa\":\"ON\",\"first_factors\":[\"PASSWORD\"]}");
        JsonPath challenge = signIn(DEMO);
        assertThat(challenge.getString("challenge")).isEqualTo("MFA_SETUP");
        answers.put("VerifySoftwareToken", "{\"Status\":\"ERROR\"}");

        assertWrong(answer(challenge, "000000"));

        answers.clear();
        String secret = challenge.getString("parameters.secret");
        assertThat(answer(challenge, AuthenticatorApp.code(secret, 0)).status()).isEqualTo(200);
    }

    @Test
    void statusErrorInASignInSetsNoPreference() throws Exception {
        change("{\"mfa\":\"ON\",\"first_factors\":[\"PASSWORD\"]}");
        answers.put("VerifySoftwareToken", "{\"Status\":\"ERROR\"}");

        answer(signIn(DEMO), "000000");

        assertThat(asked("SetUserMFAPreference")).isEmpty();
    }

    @Test
    void codeOfEightDigitsReachesCognitoUnchanged() throws Exception {
        JsonPath challenge = signIn("{\"email\":\"demo@example.com\",\"method\":\"email_otp\"}");

        answer(challenge, "01234567");

        JsonNode request = JSON.readTree(asked("RespondToAuthChallenge").getLast());
        assertThat(request.at("/ChallengeResponses/EMAIL_OTP_CODE").asText()).isEqualTo("01234567");
    }

    @Test
    void credentialReachesCognitoUnchanged() throws Exception {
        answers.put("CompleteWebAuthnRegistration", "{}");
        String credential = """
                {"id":"AQIDBA","rawId":"AQIDBA","type":"public-key","authenticatorAttachment":"platform",\
                "clientExtensionResults":{"credProps":{"rk":true}},"x":1,"y":[null,2.5,12345678901234567890],\
                "response":{"clientDataJSON":"e30","attestationObject":"o2M","publicKeyAlgorithm":-7,\
                "transports":["hybrid","future"]}}""";

        assertThat(gatehouse.post("/auth/passkeys", credential, token).status()).isEqualTo(201);

        JsonNode request = JSON.readTree(asked("CompleteWebAuthnRegistration").getFirst());
        assertThat(request.path("Credential")).isEqualTo(JSON.readTree(credential));
    }
}
