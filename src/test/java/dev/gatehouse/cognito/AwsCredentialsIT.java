package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.cognito.FakeCredentials.Behaviour;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import dev.gatehouse.support.OwnPool;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the credentials of administrative calls come from, and what is told when they do not come. */
@Tag("proof")
class AwsCredentialsIT {
    private static final String STATIC = "quarkus.cognito-user-pools.aws.credentials.static-provider.";

    private final FakeCredentials credentials = new FakeCredentials();
    private final OwnPool pool = new OwnPool();
    private final SignedCalls calls = new SignedCalls(pool);

    @TempDir
    private Path folder;

    private Path token;

    @BeforeEach
    void tokenOfTheServiceAccount() throws IOException {
        token = Files.writeString(folder.resolve("token"), FakeCredentials.TOKEN);
    }

    @AfterEach
    void close() {
        calls.close();
        credentials.close();
        pool.close();
    }

    private Gatehouse.Launch launch() {
        return pool.launch()
                .env("AWS_EC2_METADATA_DISABLED", "true")
                .setting("quarkus.cognito-user-pools.endpoint-override", calls.address());
    }

    private Gatehouse.Launch withWebIdentity() {
        return launch().env("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString())
                .env("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/gatehouse")
                .env("AWS_ENDPOINT_URL_STS", credentials.address("/"))
                .setting("gatehouse.cognito.circuit-window", "2")
                .setting("gatehouse.cognito.request-timeout", "1s");
    }

    private static Answer signIn(Gatehouse gatehouse) {
        return gatehouse.post("/auth/login", "{\"email\":\"admin@example.com\",\"password\":\"admin-Passw0rd!\"}");
    }

    private static Answer administrate(Gatehouse gatehouse, String bearer) {
        return gatehouse.send(HttpRequest.newBuilder(gatehouse.address().resolve("/admin/users/someone/logout"))
                .header("Authorization", "Bearer " + bearer)
                .POST(BodyPublishers.noBody())
                .build());
    }

    private static String bearer(Gatehouse gatehouse) {
        return JsonPath.from(signIn(gatehouse).body()).getString("access_token");
    }

    private static String code(Answer answer) {
        return JsonPath.from(answer.body()).getString("code");
    }

    @Nested
    class Signing {
        @Test
        void webIdentityIsExchangedAtStsOnce() {
            try (Gatehouse gatehouse = withWebIdentity().start()) {
                String admin = bearer(gatehouse);

                administrate(gatehouse, admin);
                administrate(gatehouse, admin);

                assertThat(calls.signer()).isEqualTo("ASIAWEBIDENTITY");
                assertThat(credentials.asked()).isEqualTo(1);
            }
        }

        @Test
        void podIdentityIsAskedWithItsToken() {
            try (Gatehouse gatehouse = launch().env(
                            "AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.address("/v1/credentials"))
                    .env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.toString())
                    .start()) {
                administrate(gatehouse, bearer(gatehouse));

                assertThat(calls.signer()).isEqualTo("ASIAPODIDENTITY");
            }
        }

        @Test
        void staticKeysOfTheEnvironmentAreUsed() {
            try (Gatehouse gatehouse = launch().env("AWS_ACCESS_KEY_ID", "AKIASTATIC")
                    .env("AWS_SECRET_ACCESS_KEY", FakeCredentials.SECRET)
                    .start()) {
                administrate(gatehouse, bearer(gatehouse));

                assertThat(calls.signer()).isEqualTo("AKIASTATIC");
            }
        }

        @Test
        void staticKeysOfTheSettingsComeFirst() {
            try (Gatehouse gatehouse = launch().env("AWS_ACCESS_KEY_ID", "AKIASTATIC")
                    .env("AWS_SECRET_ACCESS_KEY", FakeCredentials.SECRET)
                    .setting(STATIC + "access-key-id", "AKIASETTING")
                    .setting(STATIC + "secret-access-key", FakeCredentials.SECRET)
                    .start()) {
                administrate(gatehouse, bearer(gatehouse));

                assertThat(calls.signer()).isEqualTo("AKIASETTING");
            }
        }
    }

    @Nested
    class Failing {
        @Test
        void stsThatFailsInAnyWayIsUnavailableAndNamedInTheLog() {
            try (Gatehouse gatehouse = withWebIdentity().start()) {
                String admin = bearer(gatehouse);

                assertUnavailable(gatehouse, admin, Behaviour.REFUSE, "StsException (AccessDenied, HTTP 403)");
                assertUnavailable(gatehouse, admin, Behaviour.NONSENSE, "web identity: ");
                credentials.behave(Behaviour.HANG);
                long begun = System.nanoTime();
                assertThat(code(administrate(gatehouse, admin))).isEqualTo("upstream_unavailable");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
                credentials.close();
                assertUnavailable(gatehouse, admin, Behaviour.GIVE, "refused");

                assertThat(signIn(gatehouse).status()).isEqualTo(200);
                assertThat(gatehouse.output())
                        .doesNotContain(FakeCredentials.TOKEN, FakeCredentials.SECRET, "not_configured");
            }
        }

        private void assertUnavailable(Gatehouse gatehouse, String admin, Behaviour behaviour, String logged) {
            credentials.behave(behaviour);
            int before = gatehouse.lines().size();
            Answer answer = administrate(gatehouse, admin);

            assertThat(answer.status()).as(behaviour.name()).isEqualTo(503);
            assertThat(code(answer)).isEqualTo("upstream_unavailable");
            assertThat(answer.body()).doesNotContain("arn:");
            gatehouse.awaitLine(line -> gatehouse.lines().indexOf(line) >= before
                    && line.contains("WARN")
                    && line.contains("AdminGetUser")
                    && line.contains(logged));
        }

        @Test
        void noneAtAllIsNotConfigured() {
            try (Gatehouse gatehouse = launch().start()) {
                assertThat(code(administrate(gatehouse, bearer(gatehouse)))).isEqualTo("not_configured");

                gatehouse.awaitLine(line -> line.contains("AdminGetUser needs AWS credentials, and there are none"));
            }
        }
    }

    /** Passes calls on to the pool, and notes who signed the last one that was signed. */
    private static final class SignedCalls implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final HttpServer server;
        private volatile String signer = "nobody";

        SignedCalls(OwnPool pool) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            server.createContext("/", exchange -> {
                String authorization = exchange.getRequestHeaders().getFirst("Authorization");
                HttpRequest.Builder call = HttpRequest.newBuilder(
                                pool.endpoint().resolve(exchange.getRequestURI()))
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("X-Amz-Target", exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                        .POST(BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
                if (authorization != null) {
                    signer = FakeCredentials.signer(authorization);
                    call.header("Authorization", authorization);
                }
                try (exchange) {
                    HttpResponse<byte[]> answer = http.send(call.build(), BodyHandlers.ofByteArray());
                    answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                            .set("Content-Type", type));
                    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                    exchange.getResponseBody().write(answer.body());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        String signer() {
            return signer;
        }

        @Override
        public void close() {
            server.stop(0);
            http.close();
        }
    }
}
