package dev.gatehouse.http;

import io.quarkus.arc.All;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts the requests in flight, and reports the end of each, whichever handler answered it. */
@Singleton
public class RequestWatch {
    private static final int CLIENT_GONE = 499;
    private static final int LONGEST_USER_AGENT = 256;
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");
    private static final Set<HttpMethod> KNOWN = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final RequestInternals internals;
    private final List<RequestListener> listeners;
    private final AtomicInteger inFlight = new AtomicInteger();

    RequestWatch(RequestInternals internals, @All List<RequestListener> listeners) {
        this.internals = internals;
        this.listeners = listeners;
    }

    /** The number of requests that have begun and not ended. */
    public int inFlight() {
        return inFlight.get();
    }

    void begin(RoutingContext context) {
        long begun = System.nanoTime();
        inFlight.incrementAndGet();
        context.addEndHandler(end -> {
            inFlight.decrementAndGet();
            RequestEnd request = describe(context, Duration.ofNanos(System.nanoTime() - begun), end.failed());
            @Nullable RequestContext known = RequestContext.of(context);
            if (known != null) {
                known.span().ended(request);
            }
            report(request);
        });
    }

    void report(RequestEnd request) {
        listeners.forEach(listener -> listener.ended(request));
    }

    private RequestEnd describe(RoutingContext context, Duration took, boolean gone) {
        HttpServerRequest request = context.request();
        Client client = Client.of(context);
        return new RequestEnd(
                KNOWN.contains(request.method()) ? request.method().name() : "OTHER",
                RouteTemplate.of(context, internals.matchedTemplate(request)),
                gone ? CLIENT_GONE : context.response().getStatusCode(),
                took,
                context.response().bytesWritten(),
                client.ip(),
                client.secure(),
                userAgent(request.getHeader("User-Agent")),
                OriginalRequest.of(context),
                pending(context));
    }

    private static Map<String, String> pending(RoutingContext context) {
        @Nullable RequestContext known = RequestContext.of(context);
        return known == null ? Map.of() : known.pending();
    }

    private static String userAgent(@Nullable String given) {
        if (given == null) {
            return "";
        }
        String bounded = given.length() <= LONGEST_USER_AGENT ? given : given.substring(0, LONGEST_USER_AGENT);
        return UNPRINTABLE.matcher(bounded).replaceAll("?");
    }
}
