package dev.gatehouse.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Gives each request its position in a trace, recorded or not. */
@Singleton
class RequestTraces {
    private final RequestTracer tracer;
    private final RawRoute.Table decisions;

    RequestTraces(RequestTracer tracer, RawRoute.Table decisions) {
        this.tracer = tracer;
        this.decisions = decisions;
    }

    RequestSpan begin(HttpServerRequest request) {
        RequestSpan recorded = tracer.isOn() ? tracer.begin(request, kind(request)) : null;
        return recorded == null ? TraceContext.of(request.getHeader(TraceContext.HEADER)) : recorded;
    }

    private RequestTracer.Kind kind(HttpServerRequest request) {
        if (decisions.find(request.uri()) != null) {
            return RequestTracer.Kind.DECISION;
        }
        return RouteTemplate.isOperational(Objects.requireNonNullElse(request.path(), ""))
                ? RequestTracer.Kind.PROBE
                : RequestTracer.Kind.REQUEST;
    }
}
