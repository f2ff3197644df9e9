package dev.gatehouse.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FreePortTest {
    private static final String HOST = "127.0.0.1";
    private static final int CHECKS = 20_000;

    /** None of those that clients get, or one that connects could meet itself. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Another has it.
            }
        }
    }

    @Test
    void freePortIsAccepted() {
        int port = freePort();

        assertThatCode(() -> FreePort.require(HOST, port)).doesNotThrowAnyException();
    }

    @Test
    void portWhereAnotherListensIsRefused() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> FreePort.require(HOST, other.getLocalPort()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("quarkus.http.port is " + other.getLocalPort());
        }
    }

    @Test
    void portWhereAnotherListensOnAllAddressesIsRefused() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            assertThatThrownBy(() -> FreePort.require("0.0.0.0", other.getLocalPort()))
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    /** It would be reset when the check is over, and a proxy must not repeat a {@code POST} that it has sent. */
    @Test
    void noConnectionIsMadeMeanwhile() throws Exception {
        int port = freePort();
        AtomicInteger made = new AtomicInteger();
        Thread proxy = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    made.incrementAndGet();
                } catch (IOException e) {
                    // Refused, as it should be.
                }
            }
        });
        for (int i = 0; i < CHECKS; i++) {
            FreePort.require(HOST, port);
        }
        proxy.interrupt();
        proxy.join();

        assertThat(made).hasValue(0);
    }
}
