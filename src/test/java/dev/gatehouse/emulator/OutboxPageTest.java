package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the outbox, on a server of its own. */
@Timeout(30)
class OutboxPageTest {

    private static final String EMAIL = "ada@example.com";

    private static Vertx vertx;
    private static HttpServer server;
    private static Outbox outbox;
    private static Optional<OutboxPage.Source> source;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        new OutboxPage(() -> source).install(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @BeforeEach
    void emptyOutbox() {
        outbox = new Outbox();
        source = Optional.of(new OutboxPage.Source(outbox, new LocalHosts(List.of("dev.example"))));
    }

    private static <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> handler) {
        try {
            URI uri = URI.create("http://localhost:" + server.actualPort() + path);
            return HTTP.send(HttpRequest.newBuilder(uri).build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String raw(String path, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void send(CodeKind kind, String code) {
        outbox.send(EMAIL, kind, code, Instant.EPOCH);
    }

    /** The next list that the page gets. */
    private static JsonNode next(BufferedReader events) throws IOException {
        String line = events.readLine();
        while (!line.startsWith("data: ")) {
            line = events.readLine();
        }
        return Json.read(line.substring("data: ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/outbox", "/outbox/outbox.css", "/outbox/outbox.js"})
    void filesHaveAStrictPolicy(String path) {
        HttpResponse<String> answer = get(path, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void pageHasNoScriptOrStyleOfItsOwn() {
        assertThat(get("/outbox", BodyHandlers.ofString()).body())
                .contains("<script type=\"module\" src=\"/outbox/outbox.js\"></script>")
                .doesNotContain("<style", "onclick", "style=");
    }

    @Test
    void eventsBeginWithTheNewestFirst() throws IOException {
        send(CodeKind.SIGN_UP, "111111");
        send(CodeKind.FORGOT_PASSWORD, "222222");
        try (InputStream in =
                        get("/outbox/events", BodyHandlers.ofInputStream()).body();
                BufferedReader events = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            JsonNode messages = next(events);
            assertThat(messages.findValuesAsText("code")).containsExactly("222222", "111111");
            assertThat(messages.findValuesAsText("id")).doesNotHaveDuplicates();
        }
    }

    @Test
    void newMessageIsSentAtOnce() throws IOException {
        try (InputStream in =
                        get("/outbox/events", BodyHandlers.ofInputStream()).body();
                BufferedReader events = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            assertThat(next(events)).isEmpty();
            send(CodeKind.SIGN_UP, "111111");
            assertThat(next(events).findValuesAsText("code")).containsExactly("111111");
            outbox.clear();
            assertThat(next(events)).isEmpty();
        }
    }

    @Test
    void eventsShowFiftyMessages() throws IOException {
        for (int i = 0; i < 60; i++) {
            send(CodeKind.MFA, "%06d".formatted(i));
        }
        try (InputStream in =
                        get("/outbox/events", BodyHandlers.ofInputStream()).body();
                BufferedReader events = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            assertThat(next(events)).hasSize(50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "LOCALHOST", "127.0.0.1:1", "[::1]:8080", "dev.example"})
    void localNamesAreServed(String host) throws IOException {
        assertThat(raw("/outbox", host)).startsWith("HTTP/1.1 200 ");
    }

    /** A page elsewhere whose name points to this machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", ""})
    void otherNamesGetNoMail(String host) throws IOException {
        send(CodeKind.SIGN_UP, "111111");
        for (String path : List.of("/outbox", "/outbox/events")) {
            assertThat(raw(path, host)).startsWith("HTTP/1.1 4").doesNotContain("111111");
        }
    }

    @Test
    void withoutAPoolThereIsNoPage() {
        source = Optional.empty();
        assertThat(get("/outbox", BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        assertThat(get("/outbox/events", BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }
}
