package dev.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A real redis-server on a free port, without persistence: what it is told, it forgets when it is killed. */
public final class Redis implements AutoCloseable {
    private static final int TRIES = 200;

    private final int port;
    private final List<String> options;
    private Process process;

    private Redis(int port, List<String> options) {
        this.port = port;
        this.options = options;
        this.process = launch();
    }

    /** Starts it, with further options of its own, and waits until it takes connections. */
    public static Redis start(String... options) {
        return new Redis(freePort(), List.of(options));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it anew on the same port, empty. */
    public void restart() {
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() {
        Process started;
        try {
            List<String> command = new ArrayList<>(List.of("redis-server", "--port", Integer.toString(port)));
            command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
            command.addAll(options);
            started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "These tests need redis-server on the path: install it (Debian: apt-get install redis-server).", e);
        }
        awaitConnection();
        return started;
    }

    private void awaitConnection() {
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IllegalStateException("redis-server does not listen on " + port);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
