package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidUpstreamResponse;
import dev.gatehouse.identity.IdentityFailure.UpstreamBusy;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import io.smallrye.faulttolerance.api.Guard;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** What stands around the calls to Cognito: around each attempt a bound and the circuit, around all of a request retries and time. */
final class CognitoGuards {
    private final Guard once;
    private final Guard retrying;
    private final Guard bounded;

    CognitoGuards(CognitoConfig config) {
        long atMost = config.requestTimeout().toMillis();
        // The library wants each to be shorter than the next.
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
                .whenException(CognitoGuards::isWorthAnotherTry)
                .done()
                .build();
        this.bounded = Guard.create()
                .withDescription("cognito-request")
                .withTimeout()
                .duration(atMost, ChronoUnit.MILLIS)
                .done()
                .build();
    }

    /** Everything that one request asks of Cognito at once; it is interrupted when its time is over. */
    <R> R request(boolean safeToRepeat, Supplier<R> attempt, Class<R> type) {
        return bounded.get(() -> safeToRepeat ? retrying.get(attempt, type) : attempt.get(), type);
    }

    /** One call. */
    <R> R attempt(Supplier<R> call, Class<R> type) {
        return once.get(call, type);
    }

    /** Only what keeps everybody from being served: a refusal of one operation may be caused by its input. */
    private static boolean isOutage(Throwable e) {
        return e instanceof IdentityException identity
                && (identity.failure() instanceof UpstreamUnavailable
                        || identity.failure() instanceof InvalidUpstreamResponse);
    }

    private static boolean isWorthAnotherTry(Throwable e) {
        return e instanceof IdentityException identity
                && (identity.failure() instanceof UpstreamUnavailable || identity.failure() instanceof UpstreamBusy);
    }
}
