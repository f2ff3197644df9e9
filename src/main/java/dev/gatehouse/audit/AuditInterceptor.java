package dev.gatehouse.audit;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Concealed;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.PasswordResetRequired;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenReused;
import dev.gatehouse.identity.IdentityFailure.TooManyAttempts;
import dev.gatehouse.identity.InterceptorOrder;
import dev.gatehouse.identity.Outcome;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.identity.SecurityEventListener;
import io.quarkus.arc.All;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes an audit log line for each call of an {@link Audited} method, and counts it. Tells the {@link SecurityEventListener}s
 * of what has happened; of failures, only of those that are events themselves.
 */
@Audited(SecurityEvent.SIGN_IN)
@Interceptor
@Priority(InterceptorOrder.AUDIT)
class AuditInterceptor {
    private static final Logger AUDIT = Logger.getLogger("audit");

    private final AuditCounters counters;
    private final Concealed concealed;
    private final EventDetails details;
    private final List<SecurityEventListener> listeners;

    AuditInterceptor(
            AuditCounters counters,
            Concealed concealed,
            EventDetails details,
            @All List<SecurityEventListener> listeners) {
        this.counters = counters;
        this.concealed = concealed;
        this.details = details;
        this.listeners = listeners;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        SecurityEvent event = invocation.getInterceptorBinding(Audited.class).value();
        try {
            Object result = invocation.proceed();
            Optional<IdentityFailure> hidden = concealed.failure();
            record(hidden.map(failure -> failed(event, failure)).orElseGet(() -> done(event, result)));
            hidden.ifPresentOrElse(failure -> publishFailed(event, failure), () -> publishDone(event, result));
            return result;
        } catch (IdentityException e) {
            IdentityFailure failure =
                    e.getCause() instanceof IdentityException concealed ? concealed.failure() : e.failure();
            record(failed(event, failure));
            publishFailed(event, failure);
            throw e;
        }
    }

    /** A sign-in that needs a further step has not happened yet; a factor that it set up has. */
    private void publishDone(SecurityEvent event, @Nullable Object result) {
        if (!(result instanceof Outcome special) || special.complete()) {
            publish(event);
        }
        publishFurther();
    }

    private void publishFurther() {
        details.further().forEach(this::publish);
    }

    private void publishFailed(SecurityEvent tried, IdentityFailure failure) {
        switch (failure) {
            case RefreshTokenReused _ -> publish(SecurityEvent.REFRESH_TOKEN_REUSE);
            // The address is verified all the same.
            case PasswordResetRequired _ when tried == SecurityEvent.EMAIL_VERIFICATION -> publish(tried);
            default -> {}
        }
        publishFurther();
    }

    private void publish(SecurityEvent event) {
        listeners.forEach(listener -> listener.happened(event));
    }

    private static AuditLine done(SecurityEvent event, @Nullable Object result) {
        String outcome = result instanceof Outcome special ? special.outcome() : AuditLine.SUCCESS;
        return new AuditLine(event.label(), outcome, AuditLine.NO_REASON);
    }

    private static AuditLine failed(SecurityEvent tried, IdentityFailure failure) {
        return AuditLine.failure(eventOf(failure, tried), failure.getClass());
    }

    private static SecurityEvent eventOf(IdentityFailure failure, SecurityEvent tried) {
        return switch (failure) {
            case TooManyAttempts _ -> SecurityEvent.LOCK_OUT;
            case RefreshTokenReused _ -> SecurityEvent.REFRESH_TOKEN_REUSE;
            default -> tried;
        };
    }

    private void record(AuditLine line) {
        AUDIT.infof("%s", line);
        counters.count(line);
    }
}
