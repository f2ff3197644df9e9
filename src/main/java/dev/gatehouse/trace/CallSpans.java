package dev.gatehouse.trace;

import dev.gatehouse.cognito.CallEnd;
import dev.gatehouse.cognito.CallListener;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span per request to Cognito, retries included, if the request that it is for is recorded.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/">Semantic conventions for AWS SDK</a>
 */
@Singleton
class CallSpans implements CallListener {
    private static final int ERROR = 400;

    private final Tracing tracing;

    CallSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public void ended(CallEnd call) {
        @Nullable SpanContext parent = tracing.recorded();
        if (parent == null) {
            return;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        boolean isApi = !call.operation().startsWith("/");
        if (isApi) {
            attributes.put("rpc.system", "aws-api");
            attributes.put("rpc.service", "Cognito Identity Provider");
            attributes.put("rpc.method", call.operation());
        }
        attributes.put("http.request.method", call.method());
        attributes.put("server.address", call.host());
        attributes.put("server.port", call.port());
        if (call.status() != 0) {
            attributes.put("http.response.status_code", call.status());
        }
        String name = isApi ? "Cognito Identity Provider/" + call.operation() : call.method() + " " + call.operation();
        tracing.addCall(parent, name, attributes, error(call), call.took());
    }

    private static String error(CallEnd call) {
        if (call.status() >= ERROR) {
            return Integer.toString(call.status());
        }
        return call.hasSucceeded() ? "" : call.outcome();
    }
}
