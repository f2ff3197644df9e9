package dev.gatehouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private static final int CLIENTS = 50;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> clients = new ArrayList<>();
    private int port;

    @BeforeEach
    void listen() {
        port = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("served"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The kernel has made them; when a socket that listens is closed, it resets those that were not accepted. */
    @Test
    void connectionsThatWaitToBeAcceptedAreServed() throws IOException {
        CountDownLatch allWait = new CountDownLatch(1);
        holdAcceptors(allWait);
        for (int i = 0; i < CLIENTS; i++) {
            Socket client = connect();
            client.getOutputStream().write(REQUEST);
        }
        new Listeners(vertx).close();
        allWait.countDown();

        for (Socket client : clients) {
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("served");
        }
    }

    @Test
    void connectionsAreRefusedAfterwards() {
        new Listeners(vertx).close();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < PATIENCE_MILLIS; i++) {
                        connect();
                        Thread.sleep(1);
                    }
                })
                .hasMessageContaining("refused");
    }

    private void holdAcceptors(CountDownLatch until) {
        ((VertxInternal) vertx)
                .getAcceptorEventLoopGroup()
                .forEach(loop -> loop.execute(() -> {
                    try {
                        until.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE_MILLIS);
        clients.add(client);
        return client;
    }
}
