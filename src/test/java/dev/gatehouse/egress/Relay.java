package dev.gatehouse.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;

/** Passes bytes on to one port of this machine; as a proxy after a CONNECT (RFC 9110 §9.3.6) with the right login. */
final class Relay implements AutoCloseable {
    static final String LOGIN = "me:p@ss";

    private static final String EXPECTED =
            "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> connects = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;
    private final boolean isProxy;
    private final int target;

    private Relay(ServerSocketFactory factory, boolean isProxy, int target) {
        this.isProxy = isProxy;
        this.target = target;
        try {
            server = factory.createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        executor.execute(this::accept);
    }

    static Relay proxy(int target) {
        return new Relay(ServerSocketFactory.getDefault(), true, target);
    }

    static Relay tls(ServerSocketFactory factory, int target) {
        return new Relay(factory, false, target);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The targets of the CONNECTs that were let through. */
    List<String> connects() {
        return List.copyOf(connects);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                executor.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that was gone.
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            if (isProxy && !connected(client)) {
                return;
            }
            try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), target)) {
                open.add(onward);
                executor.execute(() -> pass(onward, client));
                pass(client, onward);
            }
        } catch (IOException e) {
            // A side that is gone.
        } finally {
            open.remove(client);
        }
    }

    private boolean connected(Socket client) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = client.getInputStream().read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        boolean allowed = head.toString().startsWith("CONNECT ") && head.indexOf(EXPECTED) > 0;
        if (allowed) {
            connects.add(head.substring("CONNECT ".length(), head.indexOf(":")));
        }
        client.getOutputStream()
                .write((allowed
                                ? "HTTP/1.1 200 OK\r\n\r\n"
                                : "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n"
                                        + "Connection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return allowed;
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // A side that is gone.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        executor.shutdownNow();
    }
}
