package dev.gatehouse.cognito;

import dev.gatehouse.log.LogField;
import org.jboss.logging.MDC;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Sends the request's trace context to Cognito (W3C Trace Context), so that a proxy on the way can record its calls in the same trace. */
final class TraceHeader implements ExecutionInterceptor {
    private static final String VERSION = "00";

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        Object trace = MDC.get(LogField.TRACE_ID);
        if (trace == null) {
            return context.httpRequest();
        }
        String parent = VERSION + "-" + trace + "-" + MDC.get(LogField.SPAN_ID) + "-" + MDC.get(LogField.TRACE_FLAGS);
        return context.httpRequest().toBuilder()
                .putHeader("traceparent", parent)
                .build();
    }
}
