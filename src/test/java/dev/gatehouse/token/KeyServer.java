package dev.gatehouse.token;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A key set in the hands of the tests; it counts who asks for it, and who asks for anything else. */
final class KeyServer implements AutoCloseable {
    private static final String KEYS = "/.well-known/jwks.json";

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();
    private final HttpServer server;
    private volatile String body = set();
    private volatile int status = 200;
    private volatile Runnable beforeAnswer = () -> {};

    private KeyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", exchange -> {
            boolean keys = exchange.getRequestURI().getPath().equals(KEYS);
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            (keys ? fetches : strangers).incrementAndGet();
            beforeAnswer.run();
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    static KeyServer start() {
        try {
            return new KeyServer();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on these are the members of the key set. */
    void publish(String... keys) {
        body = set(keys);
    }

    void answerWith(int code) {
        status = code;
    }

    /** Runs for each request when its answer is already fixed. */
    void beforeAnswer(Runnable work) {
        beforeAnswer = work;
    }

    int fetches() {
        return fetches.get();
    }

    /** Requests for anything but the key set. */
    int strangers() {
        return strangers.get();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + KEYS;
    }

    /** Another address of the same server, which no setting names. */
    String elsewhere() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere.json";
    }

    static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
