package dev.gatehouse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.log.LogFields;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended. Every member but the client's two is from a small set or a number, fit for a metric's label.
 *
 * @param method the HTTP method; {@code OTHER} if it is not one of the well-known methods
 * @param route the template of the route, such as {@code /admin/users/{user_id}/logout}; {@code unmatched} if there is none
 * @param status the HTTP status; 499 if the client closed the connection before the answer
 * @param took from the complete head to the last byte of the answer
 * @param bytes length of the answer's body
 * @param clientIp the client's IP address
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
        String userAgent,
        @Nullable OriginalRequest original,
        Map<String, String> pending)
        implements LogFields {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Without the ids of the request and the user, which come from the MDC or are {@link #pending}. */
    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStringField("method", method);
        json.writeStringField("path", route);
        json.writeNumberField("status", status);
        json.writeNumberField("duration_ms", millis());
        json.writeNumberField("bytes", bytes);
        json.writeStringField("client_ip", clientIp);
        json.writeStringField("user_agent", userAgent);
        if (original != null) {
            json.writeStringField("original_method", original.method());
            json.writeStringField("original_host", original.host());
            json.writeStringField("original_path", original.path());
        }
    }

    private double millis() {
        return Math.round(took.toNanos() / NANOS_PER_MILLI * 1000) / 1000.0;
    }

    @Override
    public String toString() {
        return method + " " + route + " " + status + " in " + millis() + " ms"
                + (original == null ? "" : " about " + original.method() + " " + original.host() + original.path());
    }
}
