package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.support.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting and stopping an emulator, and what its settings do. */
class EmulatorTest {

    private static String get(URI uri) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void standardSettingsAreLocal() {
        try (Emulator emulator = Emulator.start(EmulatorSettings.defaults())) {
            assertThat(emulator.endpoint().getHost()).isEqualTo("127.0.0.1");
            assertThat(emulator.poolId()).isEqualTo("eu-west-1_gatehouse");
            assertThat(emulator.region()).isEqualTo("eu-west-1");
            assertThat(emulator.clientId()).isEqualTo(EmulatorSettings.CLIENT_ID);
            assertThat(emulator.clientSecret()).hasValue(EmulatorSettings.CLIENT_SECRET);
            assertThat(emulator.issuer()).isEqualTo(emulator.endpoint() + "/eu-west-1_gatehouse");
        }
    }

    @Test
    void publicEndpointIsTheIssuer() {
        URI somewhere = URI.create("http://pool.example:9229/");
        try (Emulator emulator = Emulator.start(EmulatorSettings.defaults().withPublicEndpoint(somewhere))) {
            assertThat(emulator.issuer()).isEqualTo("http://pool.example:9229/eu-west-1_gatehouse");
        }
    }

    /** A web page whose own name points to this machine (DNS rebinding) sends that name. */
    @ParameterizedTest
    @CsvSource({
        "localhost,200",
        "127.0.0.1:9229,200",
        "pool.example,200",
        "gateway.internal:9229,200",
        "evil.example,421",
        "'',421"
    })
    void requestsMustNameThisMachine(String host, int status) throws IOException {
        EmulatorSettings settings = EmulatorSettings.defaults()
                .withPublicEndpoint(URI.create("http://pool.example:9229"))
                .withHosts(List.of("gateway.internal"));
        try (Emulator emulator = Emulator.start(settings);
                Socket socket = new Socket("127.0.0.1", emulator.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(("GET /outbox HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void poolAndClientsCanBeChosen() {
        EmulatorSettings settings =
                EmulatorSettings.defaults().withPool("us-east-2_other").withClient(AppClient.open("third"));
        assertThat(settings.clients()).hasSize(3);
        try (Emulator emulator = Emulator.start(settings)) {
            assertThat(emulator.region()).isEqualTo("us-east-2");
            assertThat(get(emulator.endpoint().resolve("/us-east-2_other/.well-known/jwks.json")))
                    .contains("keys");
        }
    }

    @Test
    void closedEmulatorFreesItsPort() {
        Emulator first = Emulator.start(EmulatorSettings.defaults());
        get(first.endpoint().resolve("/outbox"));
        int port = first.endpoint().getPort();
        first.close();
        try (Emulator second = Emulator.start(EmulatorSettings.defaults().withPort(port))) {
            assertThat(get(second.endpoint().resolve("/outbox"))).isEqualTo("[]");
        }
    }

    @Test
    void takenPortIsExplained() {
        try (Emulator first = Emulator.start(EmulatorSettings.defaults())) {
            EmulatorSettings same =
                    EmulatorSettings.defaults().withPort(first.endpoint().getPort());
            assertThatThrownBy(() -> Emulator.start(same))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:");
        }
    }

    @Test
    void timeIsTheGivenClocks() {
        Clock clock = Clock.fixed(Instant.parse("2031-02-03T04:05:06Z"), ZoneOffset.UTC);
        MovableClock movable = new MovableClock(clock);
        movable.advance(java.time.Duration.ofSeconds(-6));
        assertThat(movable.instant()).isEqualTo("2031-02-03T04:05:00Z");
        assertThat(movable.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void codeIsPrinted() {
        Outbox outbox = new Outbox();
        assertThat(Log.of(
                        "dev.gatehouse.emulator",
                        () -> outbox.send("ada@example.com", CodeKind.SIGN_UP, "246810", Instant.EPOCH)))
                .containsExactly("INFO Mail to ada@example.com (sign_up): the code is 246810");
    }

    @Test
    void unknownOperationIsLogged() {
        try (Emulator emulator = Emulator.start(EmulatorSettings.defaults())) {
            assertThat(Log.of("dev.gatehouse.emulator", () -> call(emulator.endpoint(), "AdminForgetDevice")))
                    .singleElement()
                    .asString()
                    .startsWith("WARN ")
                    .contains("AdminForgetDevice");
        }
    }

    private static void call(URI endpoint, String operation) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(endpoint.resolve("/"))
                            .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bannerSaysWhatItIs() {
        try (Emulator emulator = Emulator.start(EmulatorSettings.defaults())) {
            assertThat(EmulatorStart.banner(emulator, 8080))
                    .contains("THIS IS NOT AWS")
                    .contains(emulator.endpoint().toString())
                    .contains(emulator.poolId())
                    .contains(emulator.clientId())
                    .contains("demo@example.com / demo-Passw0rd!")
                    .contains("admin@example.com / admin-Passw0rd! (group admin)")
                    .contains("http://localhost:8080/outbox")
                    .contains(emulator.endpoint() + "/outbox?email=");
        }
    }
}
