package dev.gatehouse.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A proxy between the application and its pool that records secrets, also those that no client receives. */
final class RecordingProxy implements AutoCloseable {
    /** The invalid token that the application sends to warm up. */
    private static final String NO_SECRET = "warm-up";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The kinds of secrets, by Cognito's names of their members. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("AccessToken", "access token"),
            Map.entry("IdToken", "id token"),
            Map.entry("RefreshToken", "refresh token"),
            Map.entry("REFRESH_TOKEN", "refresh token"),
            Map.entry("Token", "refresh token"),
            Map.entry("Session", "session"),
            Map.entry("SecretHash", "secret hash"),
            Map.entry("SECRET_HASH", "secret hash"),
            Map.entry("ClientSecret", "client secret"),
            Map.entry("Password", "password"),
            Map.entry("PASSWORD", "password"),
            Map.entry("NEW_PASSWORD", "password"),
            Map.entry("PreviousPassword", "password"),
            Map.entry("ProposedPassword", "password"),
            Map.entry("ConfirmationCode", "code"));

    private final Secrets secrets;
    private final URI pool;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    RecordingProxy(URI pool, Secrets secrets) throws IOException {
        this.pool = pool;
        this.secrets = secrets;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            note(request);
            HttpRequest.Builder copy = HttpRequest.newBuilder(pool.resolve(exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(request));
            for (String name : new String[] {"Content-Type", "X-Amz-Target", "Authorization"}) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    copy.header(name, value);
                }
            }
            noteSignature(exchange.getRequestHeaders().getFirst("Authorization"));
            HttpResponse<byte[]> response = http.send(copy.build(), BodyHandlers.ofByteArray());
            note(response.body());
            response.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void noteSignature(@Nullable String authorization) {
        if (authorization != null && authorization.contains("Signature=")) {
            secrets.add("signature", authorization.replaceFirst(".*Signature=", ""));
        }
    }

    private void note(byte[] body) {
        try {
            note(JSON.readTree(body));
        } catch (IOException e) {
            // No JSON: an ordered fault.
        }
    }

    private void note(JsonNode node) {
        node.properties().forEach(member -> {
            String kind = KINDS.get(member.getKey());
            if (kind != null
                    && member.getValue().isTextual()
                    && !NO_SECRET.equals(member.getValue().textValue())) {
                secrets.add(kind, member.getValue().textValue());
            }
            note(member.getValue());
        });
        if (node.isArray()) {
            node.forEach(this::note);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
