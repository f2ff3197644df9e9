package dev.gatehouse.lifecycle;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Aborts the start with one sentence if the port is in use. Quarkus detects this last, when background tasks run and fail with
 * stack traces: docs/decisions/taken-port.md.
 */
@Singleton
class FreePort implements StartupStep {
    private final VertxHttpConfig http;

    FreePort(VertxHttpConfig http) {
        this.http = http;
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.PORT;
    }

    /** Not in development, where the server keeps listening during a live reload, nor where the port may be shared. */
    @Override
    public void run() {
        if (LaunchMode.current() == LaunchMode.NORMAL && http.hostEnabled() && !http.soReusePort()) {
            require(http.host(), http.port());
        }
    }

    /**
     * Binds without listening: the kernel would accept connections and reset them on close, and a proxy must not retry a
     * {@code POST} that it has sent.
     */
    static void require(String host, int port) {
        try (Socket socket = new Socket()) {
            // As the server does: a port with connections in TIME_WAIT is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ConfigurationException("quarkus.http.port is " + port + ", where the service cannot listen on "
                    + host + ": " + e.getMessage() + ".");
        }
    }
}
