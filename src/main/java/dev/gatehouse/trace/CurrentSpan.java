package dev.gatehouse.trace;

import dev.gatehouse.log.LogField;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The span of the request that the current thread works for: its ids are in the MDC, which follows the request to each thread. */
final class CurrentSpan {
    private static final String RECORDED = TraceFlags.getSampled().asHex();

    private CurrentSpan() {}

    /** Null if the request is not recorded, or there is none. Where traces are off, a client's flags are taken for a recording. */
    static @Nullable SpanContext recorded() {
        if (MDC.get(LogField.TRACE_ID) instanceof String trace
                && MDC.get(LogField.SPAN_ID) instanceof String span
                && RECORDED.equals(MDC.get(LogField.TRACE_FLAGS))) {
            return SpanContext.create(trace, span, TraceFlags.getSampled(), TraceState.getDefault());
        }
        return null;
    }
}
