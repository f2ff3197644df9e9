package dev.gatehouse.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for a host name: new connections are made to the server that it leads to now, and those that were made before stay where
 * they are.
 */
final class HostName implements AutoCloseable {
    private static final int NOWHERE = 0;
    private static final String GREETING = "%1\r\n+mode\r\n+standalone\r\n";

    private final ServerSocket door;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int port;
    private volatile String answer = "";
    private volatile String greeting = GREETING;

    HostName(int port) {
        this.port = port;
        try {
            door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "redis://127.0.0.1:" + door.getLocalPort();
    }

    void leadsTo(int server) {
        answer = "";
        greeting = GREETING;
        port = server;
    }

    /** New connections are closed at once. */
    void leadsNowhere() {
        leadsTo(NOWHERE);
    }

    /** To a server that answers the greeting well, and everything else by this. */
    void leadsToOneThatAnswers(String line) {
        answer = line + "\r\n";
    }

    /** To a server that answers even the greeting by this. */
    void refuses(String line) {
        greeting = line + "\r\n";
        answer = greeting;
    }

    /** How many were made to it so far. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client, port, greeting, answer));
            } catch (IOException e) {
                // Closed: the loop's condition tells.
            }
        }
    }

    private static void serve(Socket client, int server, String greeting, String answer) {
        try (client) {
            if (!answer.isEmpty()) {
                byte[] request = new byte[8192];
                for (int read = client.getInputStream().read(request);
                        read > 0;
                        read = client.getInputStream().read(request)) {
                    boolean greets = new String(request, 0, read, StandardCharsets.ISO_8859_1).contains("hello");
                    client.getOutputStream().write((greets ? greeting : answer).getBytes(StandardCharsets.ISO_8859_1));
                }
            } else if (server != NOWHERE) {
                relay(client, server);
            }
        } catch (IOException e) {
            // One of both hung up.
        }
    }

    private static void relay(Socket client, int server) throws IOException {
        try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), server)) {
            Thread.ofVirtual().start(() -> {
                try (client) {
                    redis.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException e) {
                    // One of both hung up.
                }
            });
            client.getInputStream().transferTo(redis.getOutputStream());
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
