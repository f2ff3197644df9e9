package dev.gatehouse.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wire between the application and its pool. It passes on what it is given, counts the calls of each trace (W3C Trace
 * Context, which the application hands on), and breaks those of the traces that it is told to.
 */
public final class Wire implements AutoCloseable {
    private static final String HEAD_END = "\r\n\r\n";
    private static final String JSON = "application/x-amz-json-1.1";
    private static final Pattern TRACE = Pattern.compile("(?i)\r\ntraceparent: *00-(\\w{32})");
    private static final Pattern TARGET = Pattern.compile("(?i)\r\nx-amz-target: *\\w+\\.(\\w+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    /** Longer than any test lets the application wait. */
    private static final int LONG_MILLIS = 3000;

    private final URI pool;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, Break> broken = new ConcurrentHashMap<>();
    private final Map<String, String> concerned = new ConcurrentHashMap<>();

    /** What becomes of a call. */
    public enum Break {
        NOT,
        /** The pool acts too late for anyone to wait. */
        LATE,
        /** Nothing comes. */
        SILENT,
        /** The connection is closed before the pool learns of the call. */
        CLOSED,
        /** The connection is reset before the pool learns of the call. */
        RESET,
        /** The pool acts, and the connection is reset before its answer comes. */
        LOST,
        /** The pool acts, and the body of its answer comes a byte at a time, slower than anyone waits for. */
        DRIP,
        /** The pool acts, and half of the body of its answer comes. */
        HALF,
        /** The pool acts, and its answer says that it is a page. */
        RETYPED,
        INTERNAL_ERROR(error(500, "InternalErrorException")),
        PAGE_500(answer(500, "text/html", "<html>Sorry</html>")),
        THROTTLED(error(400, "TooManyRequestsException")),
        PAGE_429(answer(429, "text/html", "<html>Slow down</html>")),
        PAGE_200(answer(200, "text/html", "<html>}{ this is not JSON")),
        UNKNOWN_ERROR(error(400, "NobodyKnowsThisException"));

        /** What comes in place of the pool's answer, which does not learn of the call. */
        private final @Nullable String answer;

        Break() {
            this(null);
        }

        Break(@Nullable String answer) {
            this.answer = answer;
        }

        private static String error(int status, String type) {
            return answer(status, JSON, "{\"__type\":\"" + type + "\",\"message\":\"as ordered\"}");
        }

        private static String answer(int status, String type, String body) {
            return "HTTP/1.1 " + status + " Ordered\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                    + HEAD_END + body;
        }
    }

    /** Listens on this socket, which may want TLS. */
    public Wire(URI pool, ServerSocket server) {
        this.pool = pool;
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    public static Wire to(URI pool) {
        try {
            return new Wire(pool, new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    /** What becomes of the calls of a trace. */
    public void set(String trace, Break how) {
        broken.put(trace, how);
    }

    /** What becomes of a trace's calls of this operation. All others are passed on, and not counted. */
    public void set(String trace, String operation, Break how) {
        concerned.put(trace, operation);
        set(trace, how);
    }

    /** How many calls a trace has caused. */
    public int calls(String trace) {
        return calls.getOrDefault(trace, 0);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that did not stay: the loop's condition tells.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket(pool.getHost(), pool.getPort())) {
            open.add(upstream);
            // What comes in several writes must not wait for acknowledgements.
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            InputStream requests = new BufferedInputStream(client.getInputStream());
            InputStream answers = new BufferedInputStream(upstream.getInputStream());
            boolean proceeds = true;
            while (proceeds) {
                String head = head(requests);
                if (!head.endsWith(HEAD_END)) {
                    return;
                }
                byte[] body = requests.readNBytes(length(head));
                Matcher trace = TRACE.matcher(head);
                String name = trace.find() ? trace.group(1) : "";
                boolean isConcerned = !concerned.containsKey(name) || calls(head, concerned.get(name));
                if (isConcerned) {
                    calls.merge(name, 1, Integer::sum);
                }
                Break how = isConcerned ? broken.getOrDefault(name, Break.NOT) : Break.NOT;
                proceeds = reachesThePool(how, client, requests);
                if (proceeds) {
                    upstream.getOutputStream().write(bytes(head));
                    upstream.getOutputStream().write(body);
                    proceeds = answer(how, client, answers);
                } else if (how.answer != null) {
                    client.getOutputStream().write(bytes(how.answer));
                    proceeds = true;
                }
            }
        } catch (IOException e) {
            // One side is gone, and with it the other.
        } finally {
            open.remove(client);
        }
    }

    private static boolean calls(String head, String operation) {
        Matcher target = TARGET.matcher(head);
        return target.find() && target.group(1).equals(operation);
    }

    private static boolean reachesThePool(Break how, Socket client, InputStream requests) throws IOException {
        switch (how) {
            case SILENT -> requests.read();
            case RESET -> reset(client);
            case LATE -> pause();
            default -> {
                return how.answer == null && how != Break.CLOSED;
            }
        }
        return how == Break.LATE;
    }

    /** Whether the connection is still of use. */
    private static boolean answer(Break how, Socket client, InputStream answers) throws IOException {
        String head = head(answers);
        byte[] body = answers.readNBytes(length(head));
        if (how == Break.LOST) {
            reset(client);
            return false;
        }
        OutputStream out = client.getOutputStream();
        out.write(bytes(
                how == Break.RETYPED
                        ? head.replaceFirst("(?i)\r\ncontent-type: [^\r]*", "\r\nContent-Type: text/html")
                        : head));
        if (how == Break.HALF) {
            out.write(body, 0, body.length / 2);
            return false;
        }
        for (int i = 0; how == Break.DRIP && i < body.length; i++) {
            out.write(body, i, 1);
            pause();
        }
        if (how != Break.DRIP) {
            out.write(body);
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(LONG_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() >= HEAD_END.length() && head.indexOf(HEAD_END, head.length() - HEAD_END.length()) >= 0) {
                break;
            }
        }
        return head.toString();
    }

    private static int length(String head) {
        Matcher length = LENGTH.matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
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
    }
}
