package dev.gatehouse.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Names each request: a well-formed {@code X-Request-Id} (1 to 128 characters of {@code [A-Za-z0-9._-]}) is kept, any other
 * is replaced. The id is in the answer's header, in problem bodies, and on every log line.
 */
@Singleton
public class RequestId {
    static final String HEADER = "X-Request-Id";
    private static final String KEY = "request_id";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** The id of the request; empty only where no request passed the filter. */
    public static String of(RoutingContext context) {
        String id = context.get(KEY);
        return id == null ? "" : id;
    }

    static void install(@Observes Router router) {
        router.route().order(RouteOrder.REQUEST_ID).handler(RequestId::handle);
    }

    private static void handle(RoutingContext context) {
        String given = context.request().getHeader(HEADER);
        String id = given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        context.put(KEY, id);
        context.response().putHeader(HEADER, id);
        MDC.put(KEY, id);
        context.next();
    }
}
