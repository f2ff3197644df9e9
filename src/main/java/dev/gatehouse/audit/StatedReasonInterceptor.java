package dev.gatehouse.audit;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.InterceptorOrder;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.log.LogField;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Adds the reason that an administrator states for a change, the query parameter {@code reason}, to the log lines of the request.
 * It runs within the audit, so that a refusal is logged.
 */
@Audited(SecurityEvent.SIGN_IN)
@Interceptor
@Priority(InterceptorOrder.STATED_REASON)
class StatedReasonInterceptor {
    private static final String PARAMETER = "reason";
    private static final int LONGEST = 200;

    /** Line breaks and what else moves the text around it; joiners within words and emoji may stay. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}[\\p{Cf}&&[^\\u00AD\\u200C\\u200D]]]");

    private final RoutingContext request;

    StatedReasonInterceptor(RoutingContext request) {
        this.request = request;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        if (invocation.getInterceptorBinding(Audited.class).value().isAdministrative()) {
            List<String> stated = stated();
            if (!stated.isEmpty()) {
                require(stated.size() == 1, "must not be repeated");
                note(stated.getFirst());
            }
        }
        return invocation.proceed();
    }

    private List<String> stated() {
        try {
            return request.queryParam(PARAMETER);
        } catch (HttpException e) {
            throw new IdentityException(new InvalidInput(PARAMETER, "must be percent-encoded"), e);
        }
    }

    private static void note(String reason) {
        require(
                reason.codePointCount(0, reason.length()) <= LONGEST
                        && !CONTROL.matcher(reason).find(),
                "must be at most 200 characters, without control characters");
        if (!reason.isBlank()) {
            MDC.put(LogField.STATED_REASON, reason);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IdentityException(new InvalidInput(PARAMETER, otherwise));
        }
    }
}
