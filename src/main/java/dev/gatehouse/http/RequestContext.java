package dev.gatehouse.http;

import dev.gatehouse.log.LogField;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** What the log lines of a request have in common: its id, its position in a trace and, once it is known, its user. */
public final class RequestContext {
    private static final String KEY = RequestContext.class.getName();

    private final String requestId;
    private final RequestSpan span;
    private boolean inLog;
    private @Nullable String userId;

    RequestContext(String requestId, RequestSpan span) {
        this.requestId = requestId;
        this.span = span;
    }

    /** The context of the request; null only outside of a request. */
    static @Nullable RequestContext of(RoutingContext context) {
        return context.get(KEY);
    }

    void putInto(RoutingContext context) {
        context.put(KEY, this);
    }

    RequestSpan span() {
        return span;
    }

    String requestId() {
        return requestId;
    }

    /** Adds the members to every log line of the request from here on. */
    public static void putIntoLog(RoutingContext request) {
        @Nullable RequestContext context = of(request);
        if (context != null && !context.inLog) {
            context.inLog = true;
            MDC.put(LogField.REQUEST_ID, context.requestId);
            MDC.put(LogField.TRACE_ID, context.span.traceId());
            MDC.put(LogField.SPAN_ID, context.span.spanId());
            MDC.put(LogField.TRACE_FLAGS, context.span.flags());
        }
    }

    /** Adds the user to the line of the access log, for a request that logs no other line: that costs less than the MDC. */
    public static void setUser(RoutingContext request, String userId) {
        @Nullable RequestContext context = of(request);
        if (context != null) {
            context.userId = userId;
        }
    }

    /** The members that are not in the MDC. */
    Map<String, String> pending() {
        if (inLog) {
            return Map.of();
        }
        Map<String, String> members = new HashMap<>();
        members.put(LogField.REQUEST_ID, requestId);
        members.put(LogField.TRACE_ID, span.traceId());
        members.put(LogField.SPAN_ID, span.spanId());
        members.put(LogField.TRACE_FLAGS, span.flags());
        if (userId != null) {
            members.put(LogField.USER_ID, userId);
        }
        return members;
    }
}
