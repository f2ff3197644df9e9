package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * Every call to Cognito passes here: a budget per category of calls, a bound on the calls under way, one circuit for all
 * operations, retries with jitter for calls that are safe to repeat, and errors in our words. Blocks: for virtual threads.
 *
 * <p>The bound is shared, and the budget is what keeps a flood of one kind from filling it: when each call hangs until its
 * time limit, resets can hold 22 per second for 5 s, 110 places of 1024, and leave the rest to sign-ins.
 */
@Singleton
class CognitoGateway {
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final CognitoIdentityProviderClient client;
    private final CallBudget budget;
    private final Duration circuitOpenFor;
    private final Guard once;
    private final Guard retrying;
    private final UpstreamMetrics metrics;

    CognitoGateway(
            CognitoIdentityProviderClient client, CognitoConfig config, CallBudget budget, UpstreamMetrics metrics) {
        this.client = client;
        this.budget = budget;
        this.metrics = metrics;
        this.circuitOpenFor = config.circuitOpenFor();
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
                .when(CognitoGateway::isOutage)
                .done()
                .build();
        this.retrying = Guard.create()
                .withDescription("cognito-retry")
                .withRetry()
                .maxRetries(config.maxRetries())
                .delay(config.retryDelay().toMillis(), ChronoUnit.MILLIS)
                .jitter(config.retryDelay().toMillis() / 2, ChronoUnit.MILLIS)
                .withExponentialBackoff()
                .done()
                .whenException(CognitoGateway::isWorthAnotherTry)
                .done()
                .build();
    }

    /** Calls Cognito for what the operation is mostly used for. */
    <T extends AwsResponse> T call(
            CognitoOperation operation, Class<T> type, Function<CognitoIdentityProviderClient, T> call) {
        return call(operation, Use.of(operation), type, call);
    }

    /**
     * Calls Cognito.
     *
     * @throws IdentityException when it refuses, fails, or may not be called now
     */
    <T extends AwsResponse> T call(
            CognitoOperation operation, Use use, Class<T> type, Function<CognitoIdentityProviderClient, T> call) {
        return guarded(
                operation,
                () -> {
                    spend(operation, use);
                    return once.get(() -> attempt(operation, call), type);
                },
                type);
    }

    /** The same outside the budget: for the service's own sake, once in a while. */
    <T extends AwsResponse> T probe(
            CognitoOperation operation, Class<T> type, Function<CognitoIdentityProviderClient, T> call) {
        return guarded(operation, () -> once.get(() -> attempt(operation, call), type), type);
    }

    private <T extends AwsResponse> T guarded(CognitoOperation operation, Supplier<T> attempt, Class<T> type) {
        try {
            return operation.safeToRepeat() ? retrying.get(attempt, type) : attempt.get();
        } catch (OverBudget e) {
            metrics.refusedHere(operation, UpstreamMetrics.OVER_BUDGET);
            throw new IdentityException(new UpstreamBusy(e.next));
        } catch (CircuitBreakerOpenException e) {
            metrics.refusedHere(operation, UpstreamMetrics.CIRCUIT_OPEN);
            throw new IdentityException(new UpstreamUnavailable(circuitOpenFor));
        } catch (BulkheadException e) {
            metrics.refusedHere(operation, UpstreamMetrics.TOO_MANY_IN_FLIGHT);
            throw new IdentityException(new UpstreamBusy(BUSY));
        }
    }

    /** Before the circuit, which would take it for an answer of Cognito. */
    private void spend(CognitoOperation operation, Use use) {
        Duration next = budget.spend(operation, use);
        if (next.isPositive()) {
            throw new OverBudget(next);
        }
    }

    private <T extends AwsResponse> T attempt(
            CognitoOperation operation, Function<CognitoIdentityProviderClient, T> call) {
        UpstreamMetrics.Attempt attempt = metrics.begin(operation);
        try {
            T answer = call.apply(client);
            Optional<IdentityFailure> foreign = CallFailures.ofAnswer(operation, answer);
            if (foreign.isPresent()) {
                throw new IdentityException(attempt.failed(foreign.get()));
            }
            attempt.succeeded();
            return answer;
        } catch (AwsServiceException e) {
            throw new IdentityException(attempt.failed(CallFailures.ofRefusal(operation, e)));
        } catch (SdkException e) {
            throw new IdentityException(attempt.failed(CallFailures.of(operation, e)));
        }
    }

    private static boolean isOutage(Throwable e) {
        return e instanceof IdentityException identity
                && (identity.failure() instanceof UpstreamUnavailable
                        || identity.failure() instanceof UpstreamNonsense);
    }

    private static boolean isWorthAnotherTry(Throwable e) {
        return e instanceof IdentityException identity
                && (identity.failure() instanceof UpstreamUnavailable || identity.failure() instanceof UpstreamBusy);
    }

    /** No call was made, so it says nothing about Cognito, and trying again at once would be in vain. */
    private static final class OverBudget extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Duration next;

        private OverBudget(Duration next) {
            super(null, null, false, false);
            this.next = next;
        }
    }
}
