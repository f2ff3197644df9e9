package dev.gatehouse.audit;

import dev.gatehouse.identity.IdentityFailure.InvalidCredentials;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenReused;
import dev.gatehouse.identity.IdentityFailure.TooManyAttempts;
import dev.gatehouse.identity.SecurityEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the lines of the audit log. Those that the shipped alerts read are at 0 from the start: Prometheus sees no increase in a
 * counter that appears at 1.
 */
@Startup
@Singleton
class AuditCounters {
    private static final List<AuditLine> FROM_THE_START = List.of(
            new AuditLine(SecurityEvent.SIGN_IN.label(), AuditLine.SUCCESS, AuditLine.NO_REASON),
            new AuditLine(SecurityEvent.SIGN_IN.label(), AuditLine.CHALLENGE, AuditLine.NO_REASON),
            AuditLine.failure(SecurityEvent.SIGN_IN, InvalidCredentials.class),
            AuditLine.failure(SecurityEvent.LOCK_OUT, TooManyAttempts.class),
            AuditLine.failure(SecurityEvent.REFRESH_TOKEN_REUSE, RefreshTokenReused.class));

    private final MeterRegistry registry;
    private final Map<AuditLine, Counter> counters = new ConcurrentHashMap<>();

    AuditCounters(MeterRegistry registry) {
        this.registry = registry;
        FROM_THE_START.forEach(this::counter);
    }

    void count(AuditLine line) {
        counter(line).increment();
    }

    private Counter counter(AuditLine line) {
        return counters.computeIfAbsent(line, one -> Counter.builder("gatehouse.auth.events")
                .description("Security-relevant events, as in the audit log")
                .tag("event", one.event())
                .tag("outcome", one.outcome())
                .tag("reason", one.reason())
                .register(registry));
    }
}
