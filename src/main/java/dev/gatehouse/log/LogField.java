package dev.gatehouse.log;

/** The members of a log line that come from the current request (MDC). */
public final class LogField {
    public static final String REQUEST_ID = "request_id";
    /** W3C Trace Context, by the names of OpenTelemetry's logs. */
    public static final String TRACE_ID = "trace_id";

    public static final String SPAN_ID = "span_id";
    public static final String TRACE_FLAGS = "trace_flags";
    /** The caller's user id. */
    public static final String USER_ID = "user_id";
    /** The service that introspects or revokes a token. */
    public static final String CLIENT_ID = "client_id";
    /** The user that an administrator acts on. */
    public static final String TARGET_USER_ID = "target_user_id";
    /** The group that an administrator changes, or puts a user into. */
    public static final String GROUP = "group";
    /** Why an administrator does it, in the administrator's words. */
    public static final String STATED_REASON = "stated_reason";

    private LogField() {}
}
