package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidUpstreamResponse;
import dev.gatehouse.identity.IdentityFailure.UpstreamBusy;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import io.smallrye.faulttolerance.api.Guard;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * Fault tolerance of calls to Cognito: a bulkhead and the circuit breaker for each attempt, retries and a timeout for the whole
 * request.
 */
final class CognitoGuards {
    private final Guard once;
    private final Guard retrying;
    private final Guard bounded;

    CognitoGuards(CognitoConfig config) {
        long atMost = config.requestTimeout().toMillis();
        // SmallRye Fault Tolerance requires jitter < delay < max delay < max duration.
        long longestDelay = atMost / 2;
        long delay = Math.min(config.retryDelay().toMillis(), longestDelay / 2);
        this.once = Guard.create()
                .withDescription("cognito")
                .withBulkhead()
                .limit(config.maxCallsInFlight())
                .done()
                .withCircuitBreaker()
                .name(CognitoCircuit.NAME)
                .requestVolumeThreshold(config.circuitWindow())
                .failureRatio(config.circuitFailureRatio())
                .delay(config.circuitOpenFor().toMillis(), ChronoUnit.MILLIS)
                .when(CognitoGuards::isOutage)
                .done()
                .build();
        this.retrying = Guard.create()
                .withDescription("cognito-retry")
                .withRetry()
                .maxRetries(config.maxRetries())
                .delay(delay, ChronoUnit.MILLIS)
                .maxDuration(atMost, ChronoUnit.MILLIS)
                .jitter(delay / 2, ChronoUnit.MILLIS)
                .withExponentialBackoff()
                .maxDelay(longestDelay, ChronoUnit.MILLIS)
                .done()
                .whenException(CognitoGuards::isRetryable)
                .done()
                .build();
        this.bounded = Guard.create()
                .withDescription("cognito-request")
                .withTimeout()
                .duration(atMost, ChronoUnit.MILLIS)
                .done()
                .build();
    }

    /** One call with its retries; interrupted at the timeout. */
    <R> R request(boolean safeToRepeat, Supplier<R> attempt, Class<R> type) {
        return bounded.get(() -> safeToRepeat ? retrying.get(attempt, type) : attempt.get(), type);
    }

    /** One attempt. */
    <R> R attempt(Supplier<R> call, Class<R> type) {
        return once.get(call, type);
    }

    /** Only failures that affect all requests: a refusal of one operation may be caused by its input. */
    private static boolean isOutage(Throwable e) {
        return e instanceof IdentityException identity
                && (identity.failure() instanceof UpstreamUnavailable
                        || identity.failure() instanceof InvalidUpstreamResponse);
    }

    private static boolean isRetryable(Throwable e) {
        return e instanceof IdentityException identity
                && (identity.failure() instanceof UpstreamUnavailable || identity.failure() instanceof UpstreamBusy);
    }
}
