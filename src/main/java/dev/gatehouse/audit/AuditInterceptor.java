package dev.gatehouse.audit;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Concealed;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenReused;
import dev.gatehouse.identity.IdentityFailure.TooManyAttempts;
import dev.gatehouse.identity.Outcome;
import dev.gatehouse.identity.SecurityEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes an audit log line for each call of an {@link Audited} method, and counts it. */
@Audited(SecurityEvent.SIGN_IN)
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class AuditInterceptor {
    private static final Logger AUDIT = Logger.getLogger("audit");
    private static final Pattern WORD_START = Pattern.compile("(?<!^)(?=[A-Z])");

    private final MeterRegistry metrics;
    private final Concealed concealed;
    private final Map<AuditLine, Counter> counters = new ConcurrentHashMap<>();

    AuditInterceptor(MeterRegistry metrics, Concealed concealed) {
        this.metrics = metrics;
        this.concealed = concealed;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        SecurityEvent event = invocation.getInterceptorBinding(Audited.class).value();
        try {
            Object result = invocation.proceed();
            record(concealed.failure().map(failure -> failed(event, failure)).orElseGet(() -> done(event, result)));
            return result;
        } catch (IdentityException e) {
            IdentityFailure failure =
                    e.getCause() instanceof IdentityException concealed ? concealed.failure() : e.failure();
            record(failed(event, failure));
            throw e;
        }
    }

    private static AuditLine done(SecurityEvent event, @Nullable Object result) {
        String outcome = result instanceof Outcome special ? special.outcome() : AuditLine.SUCCESS;
        return new AuditLine(event.label(), outcome, AuditLine.NO_REASON);
    }

    private static AuditLine failed(SecurityEvent tried, IdentityFailure failure) {
        return new AuditLine(eventOf(failure, tried).label(), AuditLine.FAILURE, reason(failure));
    }

    private static SecurityEvent eventOf(IdentityFailure failure, SecurityEvent tried) {
        return switch (failure) {
            case TooManyAttempts _ -> SecurityEvent.LOCK_OUT;
            case RefreshTokenReused _ -> SecurityEvent.REFRESH_TOKEN_REUSE;
            default -> tried;
        };
    }

    /** The failure's name, {@code invalid_credentials} for {@code InvalidCredentials}, without its content. */
    private static String reason(IdentityFailure failure) {
        return WORD_START
                .matcher(failure.getClass().getSimpleName())
                .replaceAll("_")
                .toLowerCase(Locale.ROOT);
    }

    private void record(AuditLine line) {
        AUDIT.infof("%s", line);
        counters.computeIfAbsent(line, this::counter).increment();
    }

    private Counter counter(AuditLine line) {
        return Counter.builder("gatehouse.auth.events")
                .description("Security-relevant events, as in the audit log")
                .tag("event", line.event())
                .tag("outcome", line.outcome())
                .tag("reason", line.reason())
                .register(metrics);
    }
}
