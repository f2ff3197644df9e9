package dev.gatehouse.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request an id: its own {@code X-Request-Id} if that is 1 to 128 characters of {@code [A-Za-z0-9._-]}, else a UUID
 * of version 7 (RFC 9562). The id is in the answer's header, in problem bodies, and in every log line.
 */
@Singleton
public class RequestId {
    /** The header field, of requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final RequestTraces traces;

    RequestId(Clock clock, RequestTraces traces) {
        this.clock = clock;
        this.traces = traces;
    }

    /** The id of the request; empty only outside of a request. */
    public static String of(RoutingContext context) {
        @Nullable RequestContext known = RequestContext.of(context);
        return known == null ? "" : known.requestId();
    }

    void assign(RoutingContext context) {
        String given = context.request().getHeader(HEADER);
        String id = given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : timeOrdered(clock.millis()).toString();
        context.response().putHeader(HEADER, id);
        RequestSpan span = traces.begin(context.request());
        new RequestContext(id, span).putInto(context);
        if (span.isRecorded()) {
            // Calls find the span that they are part of there.
            RequestContext.putIntoLog(context);
        }
    }

    /** RFC 9562 §5.7: 48 bits of milliseconds, then random bits. */
    static UUID timeOrdered(long millis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = (millis << 16) | VERSION_7 | (random.nextLong() & 0xFFF);
        return new UUID(time, VARIANT | (random.nextLong() >>> 2));
    }
}
