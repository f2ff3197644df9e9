package dev.gatehouse.emulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The HTTP side: reads a bounded request, lets an ordered fault have its way, and writes the answer. */
final class HttpFront implements HttpHandler {

    private static final int MOST_BODY = 1 << 20;

    private final Router router;
    private final Faults faults;
    private final CallCounts counts;
    private final LocalHosts hosts;

    HttpFront(Router router, Faults faults, CallCounts counts, LocalHosts hosts) {
        this.router = router;
        this.faults = faults;
        this.counts = counts;
        this.hosts = hosts;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
            if (body.length > MOST_BODY) {
                write(exchange, Reply.problem(413, "The body is over 1 MiB."));
                return;
            }
            Headers headers = exchange.getRequestHeaders();
            if (!hosts.contains(Optional.ofNullable(headers.getFirst("Host")))) {
                write(
                        exchange,
                        Reply.problem(421, "The embedded pool has another host name: gatehouse.emulator.hosts."));
                return;
            }
            if (router.isOpen(exchange.getRequestURI().getPath())) {
                Cors.allow(headers, exchange.getResponseHeaders());
                if ("OPTIONS".equals(exchange.getRequestMethod())) {
                    write(exchange, Reply.empty(200));
                    return;
                }
            }
            Call call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    headers.keySet().stream()
                            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), headers::getFirst)),
                    new String(body, StandardCharsets.UTF_8));
            String name = router.name(call);
            if (name.isEmpty()) {
                write(exchange, router.answer(call));
                return;
            }
            counts.count(name);
            Optional<Faults.Fault> fault = faults.next(name);
            if (fault.isPresent()) {
                fail(exchange, call, fault.get());
            } else {
                write(exchange, router.answer(call));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(HttpExchange exchange, Call call, Faults.Fault fault) throws IOException, InterruptedException {
        Thread.sleep(fault.delay());
        switch (fault.kind()) {
            case ERROR ->
                write(exchange, router.error(call, new CognitoError(fault.error(), fault.message(), fault.status())));
            case STATUS -> write(exchange, Reply.html(fault.status(), "<html>A fault was ordered.</html>"));
            case ANSWER -> write(exchange, Reply.success(Json.read(fault.message())));
            case GARBAGE -> write(exchange, Reply.html(200, "<html>}{ this is not JSON"));
            case TRUNCATE -> truncate(exchange, router.answer(call));
            case DELAY -> write(exchange, router.answer(call));
            case HANG -> {
                // After a minute nobody waits any longer; the connection is dropped then.
                if (faults.hang()) {
                    write(exchange, router.answer(call));
                }
            }
            case DROP -> {
                // Closing an exchange without an answer closes its connection.
            }
        }
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        head(exchange, reply, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Promises the whole answer and sends half of it, as a broken connection would. */
    private static void truncate(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        head(exchange, reply, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(Arrays.copyOf(body, body.length / 2));
        out.flush();
    }

    private static void head(HttpExchange exchange, Reply reply, int length) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.contentType());
        headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
        reply.headers().forEach(headers::set);
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
    }
}
