package dev.gatehouse.trace;

import dev.gatehouse.http.RequestEnd;
import dev.gatehouse.http.RequestSpan;
import dev.gatehouse.http.RequestTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One span per request.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">Semantic conventions for HTTP spans</a>
 */
@Singleton
class RequestSpans implements RequestTracer {
    private static final TextMapGetter<HttpServerRequest> FIELDS = new Fields();

    private final Tracing tracing;
    private final boolean decisions;

    RequestSpans(Tracing tracing, TraceConfig config) {
        this.tracing = tracing;
        this.decisions = config.decisions();
    }

    @Override
    public boolean isOn() {
        return tracing.isOn();
    }

    @Override
    public @Nullable RequestSpan begin(HttpServerRequest request, Kind kind) {
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, FIELDS);
        if (!isWanted(kind) && !Span.fromContext(parent).getSpanContext().isSampled()) {
            return null;
        }
        return new Recorded(tracing.begin("HTTP", SpanKind.SERVER, parent));
    }

    private boolean isWanted(Kind kind) {
        return switch (kind) {
            case REQUEST -> true;
            case DECISION -> decisions;
            case PROBE -> false;
        };
    }

    private static final class Recorded implements RequestSpan {
        private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
        private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
        private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
        private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
        private static final int CLIENT_GONE = 499;
        private static final int SERVER_ERROR = 500;

        private final Span span;
        private final SpanContext context;

        private Recorded(Span span) {
            this.span = span;
            this.context = span.getSpanContext();
        }

        @Override
        public String traceId() {
            return context.getTraceId();
        }

        @Override
        public String spanId() {
            return context.getSpanId();
        }

        @Override
        public String flags() {
            return context.getTraceFlags().asHex();
        }

        @Override
        public boolean isRecorded() {
            return span.isRecording();
        }

        @Override
        public void ended(RequestEnd request) {
            if (!span.isRecording()) {
                return;
            }
            boolean isKnown = !request.method().equals("OTHER");
            String method = isKnown ? request.method() : "HTTP";
            span.setAttribute(METHOD, isKnown ? request.method() : "_OTHER");
            span.setAttribute(SCHEME, request.secure() ? "https" : "http");
            if (request.hasRoute()) {
                span.updateName(method + " " + request.route()).setAttribute(ROUTE, request.route());
            } else {
                span.updateName(method);
            }
            int status = request.status();
            if (status == CLIENT_GONE) {
                span.setAttribute(Tracing.ERROR_TYPE, "client_gone").setStatus(StatusCode.ERROR);
            } else {
                span.setAttribute(STATUS, (long) status);
                if (status >= SERVER_ERROR) {
                    span.setAttribute(Tracing.ERROR_TYPE, Integer.toString(status))
                            .setStatus(StatusCode.ERROR);
                }
            }
            span.end();
        }
    }

    /** Without {@code tracestate}, which would be sent to the collector and may hold anything. */
    private static final class Fields implements TextMapGetter<HttpServerRequest> {
        private static final String TRACE_PARENT = "traceparent";

        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return List.of(TRACE_PARENT);
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String name) {
            return request == null || !name.equals(TRACE_PARENT) ? null : request.getHeader(name);
        }
    }
}
