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
 * Stops the start with one sentence where the service cannot listen. Quarkus finds that out last, when all else runs and
 * what is under way fails with stack traces of its own: docs/decisions/taken-port.md.
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

    /** Not in development, where the server listens on while the rest is started anew, nor where a port may be shared. */
    @Override
    public void run() {
        if (LaunchMode.current() == LaunchMode.NORMAL && http.hostEnabled() && !http.soReusePort()) {
            require(http.host(), http.port());
        }
    }

    /**
     * Binds, and does not listen: the kernel would make connections, and reset them when this is over, and a proxy must not
     * repeat a {@code POST} that it has sent.
     */
    static void require(String host, int port) {
        try (Socket socket = new Socket()) {
            // As the server does: a port whose last connections are still ending is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ConfigurationException("quarkus.http.port is " + port + ", where the service cannot listen on "
                    + host + ": " + e.getMessage() + ".");
        }
    }
}
