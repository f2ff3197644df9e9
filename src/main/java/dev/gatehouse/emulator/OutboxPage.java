package dev.gatehouse.emulator;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The page that shows the outbox in a browser, its files, and the events that keep it up to date. */
final class OutboxPage {

    private static final int MISDIRECTED = 421;
    private static final int MOST = 50;
    private static final long LOOK_MILLIS = 250;

    /** Often enough that no idle timeout closes the connection. */
    private static final int LOOKS_UNTIL_SIGN = 60;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Supplier<Optional<Source>> sources;

    /** What the page shows, and under which host names. */
    record Source(Outbox outbox, LocalHosts hosts) {}

    /** Takes what to show at the time of a request; where there is nothing, the page is not there either. */
    OutboxPage(Supplier<Optional<Source>> sources) {
        this.sources = sources;
    }

    void install(Router router) {
        file(router, "/outbox", "outbox.html", "text/html; charset=utf-8");
        file(router, "/outbox/outbox.css", "outbox.css", "text/css; charset=utf-8");
        file(router, "/outbox/outbox.js", "outbox.js", "text/javascript; charset=utf-8");
        route(router, "/outbox/events", OutboxPage::events);
    }

    private void route(Router router, String path, BiConsumer<RoutingContext, Outbox> answer) {
        router.get(path).handler(context -> {
            Optional<Source> source = sources.get();
            Optional<String> host = Optional.ofNullable(context.request().getHeader(HttpHeaders.HOST));
            if (source.isEmpty()) {
                context.next();
            } else if (source.get().hosts().contains(host)) {
                answer.accept(context, source.get().outbox());
            } else {
                context.response().setStatusCode(MISDIRECTED).end("Not a local host name.");
            }
        });
    }

    private void file(Router router, String path, String name, String type) {
        String content = read(name);
        route(router, path, (context, _) -> {
            MultiMap headers = context.response().headers();
            headers.set("Content-Type", type);
            headers.set("Content-Security-Policy", POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            context.response().end(content);
        });
    }

    /** Sends the newest messages, and all of them again after each change (server-sent events). */
    private static void events(RoutingContext context, Outbox outbox) {
        HttpServerResponse response = context.response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        Looks looks = new Looks(outbox, response);
        looks.look();
        Vertx vertx = context.vertx();
        long timer = vertx.setPeriodic(LOOK_MILLIS, _ -> looks.look());
        context.addEndHandler(_ -> vertx.cancelTimer(timer));
    }

    /** Looks at the outbox for one page. */
    private static final class Looks {

        private final Outbox outbox;
        private final HttpServerResponse response;
        private long seen = -1;
        private int quiet;

        private Looks(Outbox outbox, HttpServerResponse response) {
            this.outbox = outbox;
            this.response = response;
        }

        private void look() {
            if (response.ended() || response.closed() || response.writeQueueFull()) {
                return;
            }
            long changes = outbox.changes();
            if (changes != seen) {
                seen = changes;
                quiet = 0;
                response.write("data: " + Json.text(outbox.newest(MOST)) + "\n\n");
            } else if (++quiet == LOOKS_UNTIL_SIGN) {
                quiet = 0;
                response.write(":\n\n");
            }
        }
    }

    private static String read(String name) {
        try (InputStream in = OutboxPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
