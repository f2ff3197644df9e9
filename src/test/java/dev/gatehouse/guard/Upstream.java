package dev.gatehouse.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers 200, or 404 below {@code /missing}, with the head that it received and the size of the body, takes up every WebSocket, and lets
 * every token pass where it is asked for decisions.
 */
final class Upstream implements AutoCloseable {
    private static final String END = "\r\n\r\n";

    private final ServerSocket server;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private Upstream(ServerSocket server) {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    static Upstream start() {
        try {
            return new Upstream(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** The heads of all requests so far. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** How many connections were opened. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed: the loop's condition ends it.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                if (has(head, "Expect")) {
                    out.write(("HTTP/1.1 100 Continue" + END).getBytes(ISO_8859_1));
                }
                out.write(answer(head, body(head, in)).getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            // The proxy is gone.
        }
    }

    private static String answer(String head, long body) throws IOException {
        if (head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket\r\n")) {
            return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Accept: " + accepted(field(head, "Sec-WebSocket-Key")) + END + "SOCKET";
        }
        if (head.contains(" /guard/")) {
            return decision(head);
        }
        String text = head.strip() + "\r\nBody-Size: " + body + "\r\n";
        String status = head.contains(" /missing") ? "404 Not Found" : "200 OK";
        return "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: " + text.length() + END + text;
    }

    private static String decision(String head) {
        if (has(head, "Authorization")) {
            return "HTTP/1.1 200 OK\r\nX-Auth-User-Id:\r\nX-Auth-Email:\r\nContent-Length: 0" + END;
        }
        return "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2" + END + (head.startsWith("HEAD ") ? "" : "no");
    }

    /** RFC 6455 §4.2.2. */
    private static String accepted(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The head up to its empty line; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < END.length() || head.indexOf(END, head.length() - END.length()) < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static long body(String head, InputStream in) throws IOException {
        if (has(head, "Content-Length")) {
            long length = Long.parseLong(field(head, "Content-Length"));
            in.skipNBytes(length);
            return length;
        }
        long size = 0;
        if (has(head, "Transfer-Encoding")) {
            int chunk;
            do {
                chunk = Integer.parseInt(line(in), 16);
                in.skipNBytes(chunk + 2L);
                size += chunk;
            } while (chunk > 0);
        }
        return size;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    static boolean has(String head, String name) {
        return head.toLowerCase(Locale.ROOT).contains("\r\n" + name.toLowerCase(Locale.ROOT) + ":");
    }

    /** The value of a field; empty without it. */
    static String field(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
