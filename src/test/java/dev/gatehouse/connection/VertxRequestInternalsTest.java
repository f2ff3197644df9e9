package dev.gatehouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxRequestInternalsTest {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Vertx vertx = Vertx.vertx();
    private final VertxRequestInternals internals = new VertxRequestInternals();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** As a connection that was accepted before the handlers of this package were attached. */
    @Test
    void connectionThatIsNotProtectedIsClosedUnanswered() throws IOException {
        int port = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (internals.isOpen(request)) {
                        request.response().end("served");
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();

        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.getInputStream().readAllBytes()).isEmpty();
        }
    }
}
