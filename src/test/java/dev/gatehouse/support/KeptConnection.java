package dev.gatehouse.support;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One connection (HTTP/1.1) that stays open between requests, says to the byte what it is told, and repeats nothing: what is
 * lost shows as an {@link IOException}.
 */
public final class KeptConnection implements AutoCloseable {
    /** How long an answer may take before the request counts as left hanging. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String HEAD_END = "\r\n\r\n";

    private final Socket socket = new Socket();
    private final InputStream in;

    /** An answer; the head is the status line and the fields, in lower case. */
    public record Answer(int status, String head, String body) {

        /** Whether it tells the client not to use the connection again. */
        public boolean closes() {
            return head.contains("\r\nconnection: close\r\n");
        }
    }

    private KeptConnection(URI address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) PATIENCE.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
    }

    public static KeptConnection to(URI address) throws IOException {
        return new KeptConnection(address);
    }

    public Answer get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost" + HEAD_END);
    }

    public Answer get(String path, String bearer) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + bearer + HEAD_END);
    }

    public Answer post(String path, String json) throws IOException {
        return send(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.getBytes(StandardCharsets.UTF_8).length + HEAD_END + json);
    }

    /** Sends these characters, a byte each up to U+00FF, and waits for the answer. */
    public Answer send(String request) throws IOException {
        say(request);
        return answer();
    }

    /** Sends these characters, a byte each up to U+00FF, and waits for nothing. */
    public void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says that nothing more will be said. */
    public void sayNoMore() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes it by a reset, as a machine does that has failed, or a client that does not want to read. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits for the next answer. */
    public Answer answer() throws IOException {
        String head = readHead();
        int status = Integer.parseInt(head.substring("http/1.1 ".length()).substring(0, 3));
        return new Answer(status, head, new String(in.readNBytes(length(head)), StandardCharsets.UTF_8));
    }

    /** Waits for the next answer, which has no body: its head. */
    public String head() throws IOException {
        return readHead();
    }

    /** Waits until the other side closes the connection; false if it says something instead, or nothing for long. */
    public boolean isClosedByPeer() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // A reset ends a connection too.
            return true;
        }
    }

    /** Waits until the other side closes the connection, whatever it says before; false if it says nothing for long. */
    public boolean isClosedAtLast() {
        try {
            in.readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.lastIndexOf(HEAD_END) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed after " + head.length() + " bytes of the answer's head");
            }
            head.append((char) next);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    private static int length(String head) throws IOException {
        if (head.contains("transfer-encoding:")) {
            throw new IOException("the answer comes in chunks, which are not read here");
        }
        return head.lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(
                        line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
