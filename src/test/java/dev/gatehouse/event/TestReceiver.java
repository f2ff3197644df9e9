package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.support.OwnCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A receiver of events, over HTTP, which keeps what it was sent. It answers 200, if it is not told otherwise. */
final class TestReceiver implements AutoCloseable {
    /** Of the example in the specification of Standard Webhooks. */
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static final String PREVIOUS_SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final long POLL_NANOS = 200_000;
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean keeping = true;
    private volatile Answer usual = exchange -> status(exchange, 200);

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** A request; its header fields have names in lower case. */
    record Received(Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String type() {
            return json().path("type").asText();
        }

        /** As a receiver verifies it that knows this secret, at this time. */
        boolean isVerified(String secret, Instant now) {
            Instant signed = Instant.ofEpochSecond(Long.parseLong(header("webhook-timestamp")));
            if (Duration.between(signed, now).abs().compareTo(TOLERANCE) > 0) {
                return false;
            }
            String text = header("webhook-id") + "." + header("webhook-timestamp") + "." + body;
            return List.of(header("webhook-signature").split(" ")).contains("v1," + hmac(secret, text));
        }

        private static String hmac(String secret, String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private TestReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    static TestReceiver start() {
        return start(0);
    }

    static TestReceiver start(int port) {
        try {
            return new TestReceiver(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One over TLS that shows this certificate. */
    static TestReceiver start(OwnCertificate certificate) {
        try (InputStream in = Files.newInputStream(certificate.store())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, OwnCertificate.PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, OwnCertificate.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new TestReceiver(server);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        underWay.incrementAndGet();
        count.incrementAndGet();
        if (keeping) {
            received.add(new Received(headers, body));
        }
        Answer next = answers.poll();
        try (exchange) {
            (next == null ? usual : next).to(exchange);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Closes it when all that came has been answered. */
    void finish() {
        await("no request under way", () -> underWay.get() == 0);
        close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/events?from=gatehouse");
    }

    static void status(HttpExchange exchange, int status, String... fields) throws IOException {
        for (int i = 0; i < fields.length; i += 2) {
            exchange.getResponseHeaders().set(fields[i], fields[i + 1]);
        }
        exchange.sendResponseHeaders(status, -1);
    }

    /** The next requests are answered so, one each; those after them as usual. */
    void answerNext(Answer... next) {
        answers.addAll(List.of(next));
    }

    void answerNext(int status, String... fields) {
        answerNext(exchange -> status(exchange, status, fields));
    }

    void answerAlways(Answer answer) {
        usual = answer;
    }

    void answerAlways(int status) {
        usual = exchange -> status(exchange, status);
    }

    /** Never answers. */
    Answer hanging() {
        return exchange -> pause(Duration.ofMinutes(1));
    }

    /** Answers 200 at once, and then a byte now and then. */
    Answer trickling() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (closed.getCount() > 0) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                pause(Duration.ofMillis(50));
            }
        };
    }

    /** Answers with a gibibyte. */
    Answer flooding() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1L << 30);
            byte[] part = new byte[1 << 16];
            for (int i = 0; i < 1 << 14; i++) {
                exchange.getResponseBody().write(part);
            }
        };
    }

    private void pause(Duration time) {
        try {
            boolean _ = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on requests are only counted. */
    void keepNothing() {
        keeping = false;
    }

    int count() {
        return count.get();
    }

    List<Received> received() {
        return new ArrayList<>(received);
    }

    void forget() {
        received.clear();
    }

    /** Waits until this many requests have come. */
    List<Received> await(int requests) {
        await(requests + " requests", () -> received.size() >= requests);
        return received();
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time until there are " + what).isLessThan(end);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
