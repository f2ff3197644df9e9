package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import dev.gatehouse.support.Gatehouse.Launch;
import dev.gatehouse.support.OwnCertificate;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packaged application needs to start, what it says when it cannot, and what it does without its pool. */
@Tag("proof")
class StartIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final String SEALING_SECRET = "another-secret-of-more-than-32-bytes";

    private static Emulator pool;

    @TempDir
    Path folder;

    @BeforeAll
    static void startPool() {
        pool = Emulator.start(EmulatorSettings.defaults());
    }

    @AfterAll
    static void stopPool() {
        pool.close();
    }

    @Nested
    class WithoutWhatItNeeds {

        @ParameterizedTest
        @ValueSource(strings = {"COGNITO_USER_POOL_ID", "COGNITO_CLIENT_ID", "AWS_REGION"})
        void missingSettingStopsTheStart(String name) {
            assertStops(Gatehouse.before(pool).without(name), name + " is missing");
        }

        @Test
        void noSettingsAtAllStopTheStart() {
            assertStops(Gatehouse.bare(), "COGNITO_USER_POOL_ID is missing");
        }

        @ParameterizedTest
        @CsvSource({
            "COGNITO_USER_POOL_ID, not a pool",
            "COGNITO_USER_POOL_ID, eu-west-1",
            "COGNITO_CLIENT_ID, not/a/client",
            "AWS_REGION, no where!",
            "AWS_REGION, europe"
        })
        void malformedSettingStopsTheStart(String name, String value) {
            assertStops(Gatehouse.before(pool).env(name, value), name + " is malformed");
        }

        @Test
        void tlsOfItsOwnStopsTheStart() {
            assertStops(
                    Gatehouse.before(pool)
                            .setting(
                                    "quarkus.http.ssl.certificate.key-store-file",
                                    OwnCertificate.in(folder, "ip:127.0.0.1")
                                            .store()
                                            .toString())
                            .setting("quarkus.http.ssl.certificate.key-store-password", OwnCertificate.PASSWORD),
                    "TLS is configured for the service");
        }

        @Test
        void identityProvidersWithoutADomainStopTheStart() {
            assertStops(
                    Gatehouse.before(pool).setting("gatehouse.oauth.providers", "Google"), "COGNITO_DOMAIN is missing");
        }

        @Test
        void upgradeToHttp2StopsTheStart() {
            assertStops(Gatehouse.before(pool).setting("quarkus.http.http2", "true"), "quarkus.http.http2 is on");
        }

        @Test
        void poolOfAnotherRegionStopsTheStart() {
            assertStops(
                    Gatehouse.before(pool).env("AWS_REGION", "us-east-1"),
                    "COGNITO_USER_POOL_ID names a pool of another region than AWS_REGION");
        }

        @Test
        void malformedClientSecretStopsTheStartUnprinted() {
            String output = assertStops(
                    Gatehouse.before(pool).env("COGNITO_CLIENT_SECRET", "hush-hush!"),
                    "COGNITO_CLIENT_SECRET is malformed");
            assertThat(output).doesNotContain("hush");
        }

        @Test
        void shortSealingSecretStopsTheStartUnprinted() {
            String output = assertStops(
                    Gatehouse.before(pool).env("JWT_SECRET", "hush-hush-hush-hush-hush-hush-3"),
                    "JWT_SECRET is too short");
            assertThat(output).doesNotContain("hush");
        }

        @Test
        void lineEndOfASecretFileDoesNotCount() throws IOException {
            String output = assertStops(
                    Gatehouse.before(pool)
                            .without("JWT_SECRET")
                            .env("JWT_SECRET_FILE", file("hush-hush-hush-hush-hush-hush-3\n")),
                    "JWT_SECRET_FILE names a file whose secret is too short");
            assertThat(output).doesNotContain("hush");
        }

        @ParameterizedTest
        @ValueSource(strings = {"COGNITO_CLIENT_SECRET_FILE", "JWT_SECRET_FILE"})
        void unreadableSecretFileStopsTheStart(String name) {
            String nowhere = folder.resolve("nowhere").toString();
            assertStops(Gatehouse.before(pool).env(name, nowhere), name + " names a file that cannot be read");
        }

        @ParameterizedTest
        @ValueSource(strings = {"hush\n\n", "\nhush", "\n", ""})
        void malformedClientSecretFileStopsTheStartUnprinted(String content) throws IOException {
            String output = assertStops(
                    Gatehouse.before(pool).env("COGNITO_CLIENT_SECRET_FILE", file(content)),
                    "COGNITO_CLIENT_SECRET_FILE names a file whose secret is malformed");
            assertThat(output).doesNotContain("hush");
        }

        @ParameterizedTest
        @ValueSource(strings = {"hush", "http://hush", "\n"})
        void malformedFileOfTheAddressOfRedisStopsTheStartUnprinted(String content) throws IOException {
            String output = assertStops(
                    Gatehouse.before(pool).env("REDIS_URL_FILE", file(content)),
                    "REDIS_URL_FILE names a file whose address is malformed");
            assertThat(output).doesNotContain("hush");
        }

        @Test
        void takenPortStopsTheStart() throws IOException {
            try (ServerSocket taken = new ServerSocket(0)) {
                int port = taken.getLocalPort();
                assertStops(
                        Gatehouse.before(pool).port(port),
                        "quarkus.http.port is " + port + ", where the service cannot listen");
            }
        }

        /** Exactly one line, one sentence: so no stack trace either. */
        private String assertStops(Launch launch, String beginning) {
            try (Gatehouse gatehouse = launch.launch()) {
                assertThat(gatehouse.awaitExit().code()).isNotZero();
                assertThat(gatehouse.lines()).singleElement().asString().startsWith(beginning);
                assertThat(gatehouse.output()).endsWith(".").doesNotContain(". ");
                return gatehouse.output();
            }
        }
    }

    @Nested
    class WithSecrets {

        @Test
        void secretsAreNeverPrinted() {
            Launch launch = Gatehouse.before(pool).env("JWT_SECRET", SEALING_SECRET);
            try (Gatehouse gatehouse = launch.start()) {
                gatehouse.post("/auth/login", DEMO);
                gatehouse.signal("TERM");
                gatehouse.awaitExit();
                assertThat(gatehouse.output())
                        .isNotEmpty()
                        .doesNotContain(SEALING_SECRET, EmulatorSettings.CLIENT_SECRET);
            }
        }

        @Test
        void clientSecretFileWinsAndItsLineEndIsDropped() throws IOException {
            Launch launch = Gatehouse.before(pool)
                    .env("COGNITO_CLIENT_SECRET", "wrong")
                    .env("COGNITO_CLIENT_SECRET_FILE", file(EmulatorSettings.CLIENT_SECRET + "\n"));
            try (Gatehouse gatehouse = launch.start()) {
                assertThat(gatehouse.post("/auth/login", DEMO).status()).isEqualTo(200);
            }
        }

        @Test
        void sealingSecretFileWinsAndItsLineEndIsDropped() throws Exception {
            invite("guest@example.com", "first-Passw0rd!");
            Launch first = Gatehouse.before(pool).env("JWT_SECRET", SEALING_SECRET);
            Launch second = Gatehouse.before(pool).env("JWT_SECRET_FILE", file(SEALING_SECRET + "\n"));
            try (Gatehouse one = first.start();
                    Gatehouse other = second.start()) {
                String token = JsonPath.from(one.post(
                                        "/auth/login",
                                        "{\"email\":\"guest@example.com\",\"password\":\"first-Passw0rd!\"}")
                                .body())
                        .getString("challenge_token");
                Answer answer = other.post(
                        "/auth/challenge",
                        "{\"challenge_token\":\"" + token + "\",\"answers\":{\"new_password\":\"second-Passw0rd!\"}}");
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    @Nested
    class InATurkishLocale {

        /** There the letter I has another lower case. */
        @Test
        void mediaTypeInCapitalsIsRecognized() {
            Launch launch =
                    Gatehouse.before(pool).setting("user.language", "tr").setting("user.country", "TR");
            try (Gatehouse gatehouse = launch.start()) {
                Answer answer = gatehouse.send(
                        HttpRequest.newBuilder(gatehouse.address().resolve("/auth/login"))
                                .header("Content-Type", "APPLICATION/JSON")
                                .POST(BodyPublishers.ofString(DEMO))
                                .build());
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    @Nested
    class Warm {

        /** A pool of its own, so that nobody else calls it. */
        @Test
        void firstCallToCognitoIsNotAPersons() throws Exception {
            try (Emulator own = Emulator.start(EmulatorSettings.defaults());
                    HttpClient http = HttpClient.newHttpClient();
                    Gatehouse gatehouse = Gatehouse.before(own).start()) {
                HttpRequest counts = HttpRequest.newBuilder(own.endpoint().resolve("/control/calls"))
                        .build();
                Instant deadline = Instant.now().plusSeconds(30);
                Map<String, Integer> calls = Map.of();
                while (calls.size() < 2 && Instant.now().isBefore(deadline) && gatehouse.isAlive()) {
                    calls = JsonPath.from(
                                    http.send(counts, BodyHandlers.ofString()).body())
                            .getMap("");
                }
                assertThat(calls).containsKey("jwks").hasSizeGreaterThan(1);
            }
        }
    }

    @Nested
    class WithoutSecrets {

        @Test
        void publicClientSignsIn() {
            Launch launch = Gatehouse.before(pool)
                    .env("COGNITO_CLIENT_ID", EmulatorSettings.PUBLIC_CLIENT_ID)
                    .without("COGNITO_CLIENT_SECRET");
            try (Gatehouse gatehouse = launch.start()) {
                assertThat(gatehouse.post("/auth/login", DEMO).status()).isEqualTo(200);
            }
        }

        @Test
        void missingSealingSecretIsWarnedOfOnce() {
            try (Gatehouse gatehouse =
                    Gatehouse.before(pool).without("JWT_SECRET").start()) {
                gatehouse.post("/auth/login", DEMO);
                gatehouse.post("/auth/login", DEMO);
                assertThat(gatehouse.lines())
                        .filteredOn(line -> line.contains("JWT_SECRET"))
                        .singleElement()
                        .asString()
                        .contains("WARN");
            }
        }

        @Test
        void presentSealingSecretIsNotWarnedOf() {
            try (Gatehouse gatehouse = Gatehouse.before(pool).start()) {
                assertThat(gatehouse.output()).doesNotContain("JWT_SECRET");
            }
        }
    }

    @Nested
    class WithItsPoolUnreachable {

        @Test
        void protectedRouteIsUnavailableNotRefused() throws Exception {
            String token = accessToken();
            try (Gatehouse gatehouse = cutOff().start()) {
                Answer answer = gatehouse.get("/auth/me", token);
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
            }
        }

        @Test
        void signInIsUnavailable() throws Exception {
            try (Gatehouse gatehouse = cutOff().start()) {
                Answer answer = gatehouse.post("/auth/login", DEMO);
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
            }
        }

        private Launch cutOff() throws IOException {
            String nowhere = "http://127.0.0.1:" + freePort();
            return Gatehouse.before(pool)
                    .setting("quarkus.cognito-user-pools.endpoint-override", nowhere)
                    .setting("gatehouse.token.jwks-uri", nowhere + "/jwks.json");
        }
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("secret"), content).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** An access token that the application would accept, if it had the pool's keys. */
    private static String accessToken() throws Exception {
        return call("InitiateAuth", """
            {"AuthFlow": "USER_PASSWORD_AUTH", "ClientId": "%s",
             "AuthParameters": {"USERNAME": "demo@example.com", "PASSWORD": "demo-Passw0rd!"}}
            """.formatted(EmulatorSettings.PUBLIC_CLIENT_ID))
                .getString("AuthenticationResult.AccessToken");
    }

    /** An account whose first sign-in asks for a new password. */
    private static void invite(String email, String password) throws Exception {
        call("AdminCreateUser", """
            {"UserPoolId": "%s", "Username": "%s", "TemporaryPassword": "%s", "MessageAction": "SUPPRESS",
             "UserAttributes": [{"Name": "email", "Value": "%2$s"}]}
            """.formatted(pool.poolId(), email, password));
    }

    private static JsonPath call(String operation, String request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create(pool.endpoint() + "/"))
                            .header("Content-Type", "application/x-amz-json-1.1")
                            .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
                            .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDTEST")
                            .POST(BodyPublishers.ofString(request))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JsonPath.from(response.body());
        }
    }
}
