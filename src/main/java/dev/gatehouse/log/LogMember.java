package dev.gatehouse.log;

/**
 * Every member that a JSON log line can have, with its name in each {@link LogNames convention}. A member that a convention has
 * no name for keeps Gatehouse's name, after {@code gatehouse.}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/">OpenTelemetry: attributes</a>
 * @see <a href="https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/">OpenTelemetry: logs that are not
 *     OTLP</a>
 * @see <a href="https://www.elastic.co/docs/reference/ecs/ecs-field-reference">Elastic Common Schema: fields</a>
 */
public enum LogMember {
    TIMESTAMP("timestamp", "timestamp", "@timestamp"),
    LEVEL("level", "severity_text", "log.level"),
    LOGGER("logger", "otel.scope.name", "log.logger"),
    THREAD("thread", "thread.name", "process.thread.name"),
    MESSAGE("message", "body", "message"),
    EXCEPTION("exception", "exception.stacktrace", "error.stack_trace"),

    REQUEST_ID(LogField.REQUEST_ID, Absent.NAME, "http.request.id"),
    TRACE_ID(LogField.TRACE_ID, "trace_id", "trace.id"),
    SPAN_ID(LogField.SPAN_ID, "span_id", "span.id"),
    TRACE_FLAGS(LogField.TRACE_FLAGS, "trace_flags", Absent.NAME),
    USER_ID(LogField.USER_ID, "enduser.id", "user.id"),
    CLIENT_ID(LogField.CLIENT_ID, Absent.NAME, Absent.NAME),
    TARGET_USER_ID(LogField.TARGET_USER_ID, Absent.NAME, "user.target.id"),
    GROUP(LogField.GROUP, Absent.NAME, "group.name"),
    STATED_REASON(LogField.STATED_REASON, Absent.NAME, Absent.NAME),

    METHOD("method", "http.request.method", "http.request.method"),
    /** The template of the route. ECS has no field for it, and its users look for requests by {@code url.path}. */
    ROUTE("path", "http.route", "url.path"),
    STATUS("status", "http.response.status_code", "http.response.status_code"),
    /** In milliseconds; for ECS in nanoseconds, as {@code event.duration} is. */
    DURATION("duration_ms", Absent.NAME, "event.duration"),
    BYTES("bytes", "http.response.body.size", "http.response.body.bytes"),
    CLIENT_IP("client_ip", "client.address", "client.ip"),
    USER_AGENT("user_agent", "user_agent.original", "user_agent.original"),
    ORIGINAL_METHOD("original_method", Absent.NAME, Absent.NAME),
    ORIGINAL_HOST("original_host", Absent.NAME, Absent.NAME),
    ORIGINAL_PATH("original_path", Absent.NAME, Absent.NAME),

    EVENT("event", "event_name", "event.action"),
    OUTCOME("outcome", Absent.NAME, Absent.NAME),
    REASON("reason", Absent.NAME, "event.reason");

    private final String own;
    private final String otel;
    private final String ecs;

    LogMember(String own, String otel, String ecs) {
        this.own = own;
        this.otel = otel.isEmpty() ? Absent.PREFIX + own : otel;
        this.ecs = ecs.isEmpty() ? Absent.PREFIX + own : ecs;
    }

    String in(LogNames names) {
        return switch (names) {
            case GATEHOUSE -> own;
            case OTEL -> otel;
            case ECS -> ecs;
        };
    }

    /** Apart from the enum, because its constants are made before its own static fields. */
    static final class Absent {
        static final String NAME = "";
        /** What begins the name of a member that a convention has no name for. */
        static final String PREFIX = "gatehouse.";

        private Absent() {}
    }
}
