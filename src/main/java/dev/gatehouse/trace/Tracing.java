package dev.gatehouse.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tracer, and the spans of what the service calls. The attributes are those of OpenTelemetry's semantic conventions, without
 * any that can hold personal data: paths, queries, addresses of clients, and arguments are not among them.
 */
@Singleton
class Tracing {
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final boolean on;
    private final Tracer tracer;
    private final Clock clock;

    Tracing(TraceSdk traces, Clock clock) {
        @Nullable OpenTelemetrySdk sdk = traces.sdk();
        this.on = sdk != null;
        this.tracer = (sdk == null ? OpenTelemetry.noop() : sdk).getTracer("dev.gatehouse");
        this.clock = clock;
    }

    boolean isOn() {
        return on;
    }

    Span begin(String name, SpanKind kind, Context parent) {
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
    }

    /** The request that this thread works for; null if that is not recorded, or there is none. */
    @Nullable
    SpanContext recorded() {
        return on ? CurrentSpan.recorded() : null;
    }

    /**
     * Adds the span of a call that has just ended.
     *
     * @param error a word for the failure; empty if it succeeded
     */
    void addCall(SpanContext parent, String name, Map<String, Object> attributes, String error, Duration took) {
        Instant end = clock.instant();
        Span span = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(Span.wrap(parent)))
                .setStartTimestamp(end.minus(took))
                .startSpan();
        attributes.forEach((key, value) -> {
            if (value instanceof Number number) {
                span.setAttribute(AttributeKey.longKey(key), number.longValue());
            } else {
                span.setAttribute(AttributeKey.stringKey(key), value.toString());
            }
        });
        if (!error.isEmpty()) {
            span.setAttribute(ERROR_TYPE, error).setStatus(StatusCode.ERROR);
        }
        span.end(end);
    }
}
