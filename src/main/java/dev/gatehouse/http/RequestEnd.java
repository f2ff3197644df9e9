package dev.gatehouse.http;

import dev.gatehouse.log.LogFields;
import dev.gatehouse.log.LogLine;
import dev.gatehouse.log.LogMember;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended. Every member but the client's address and User-Agent is from a small set or a number, fit for a metric's label.
 *
 * @param method the HTTP method; {@code OTHER} if it is not one of the well-known methods
 * @param route the template of the route, such as {@code /admin/users/{user_id}/logout}; {@code unmatched} if there is none
 * @param status the HTTP status; 499 if the client closed the connection before the answer
 * @param took from the complete head to the last byte of the answer
 * @param bytes length of the answer's body
 * @param clientIp the client's IP address
 * @param secure whether the client's own connection is TLS
 * @param userAgent the client's User-Agent, bounded and printable; empty without the field
 * @param original the request that a proxy asked about; null if it was no such question
 * @param pending members of the log line by name, such as the request's id, that are not in the MDC
 */
public record RequestEnd(
        String method,
        String route,
        int status,
        Duration took,
        long bytes,
        String clientIp,
        boolean secure,
        String userAgent,
        @Nullable OriginalRequest original,
        Map<String, String> pending)
        implements LogFields {
    /** Whether a route matched. */
    public boolean hasRoute() {
        return !route.equals(RouteTemplate.UNMATCHED);
    }

    /** Without the ids of the request and the user, which come from the MDC or are {@link #pending}. */
    @Override
    public void writeTo(LogLine line) throws IOException {
        line.text(LogMember.METHOD, method);
        line.text(LogMember.ROUTE, route);
        line.number(LogMember.STATUS, status);
        line.duration(took);
        line.number(LogMember.BYTES, bytes);
        line.text(LogMember.CLIENT_IP, clientIp);
        line.text(LogMember.USER_AGENT, userAgent);
        if (original != null) {
            line.text(LogMember.ORIGINAL_METHOD, original.method());
            line.text(LogMember.ORIGINAL_HOST, original.host());
            line.text(LogMember.ORIGINAL_PATH, original.path());
        }
    }

    @Override
    public String toString() {
        return method + " " + route + " " + status + " in " + LogLine.millis(took) + " ms"
                + (original == null ? "" : " about " + original.method() + " " + original.host() + original.path());
    }
}
