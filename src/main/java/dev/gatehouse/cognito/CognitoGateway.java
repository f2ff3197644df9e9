package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * Every call to Cognito passes here: a budget per category of calls, a bound on the calls under way, one circuit for all
 * operations, retries with jitter for calls that are safe to repeat, and errors in our words. Blocks: for virtual threads.
 *
 * <p>The bound is shared, and the budget is what keeps a flood of one kind from filling it: when each call hangs until its
 * time limit, resets can hold 30 per second for 5 s, 150 places of 1024, and leave the rest to sign-ins.
 */
@Singleton
class CognitoGateway {
    private static final Logger LOG = Logger.getLogger(CognitoGateway.class);
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

    /**
     * Calls Cognito.
     *
     * @throws IdentityException when it refuses, fails, or may not be called now
     */
    <T> T call(CognitoOperation operation, Class<T> type, Function<CognitoIdentityProviderClient, T> call) {
        return guarded(
                operation,
                () -> {
                    spend(operation);
                    return once.get(() -> attempt(operation, call), type);
                },
                type);
    }

    /** The same outside the budget: for the service's own sake, once in a while. */
    <T> T probe(CognitoOperation operation, Class<T> type, Function<CognitoIdentityProviderClient, T> call) {
        return guarded(operation, () -> once.get(() -> attempt(operation, call), type), type);
    }

    private <T> T guarded(CognitoOperation operation, Supplier<T> attempt, Class<T> type) {
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
    private void spend(CognitoOperation operation) {
        Duration next = budget.spend(operation);
        if (next.isPositive()) {
            throw new OverBudget(next);
        }
    }

    private <T> T attempt(CognitoOperation operation, Function<CognitoIdentityProviderClient, T> call) {
        UpstreamMetrics.Attempt attempt = metrics.begin(operation);
        try {
            T answer = call.apply(client);
            attempt.succeeded();
            return answer;
        } catch (AwsServiceException e) {
            throw new IdentityException(attempt.failed(refused(operation, e)));
        } catch (SdkException e) {
            throw new IdentityException(attempt.failed(failed(operation, e)));
        }
    }

    private static IdentityFailure refused(CognitoOperation operation, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String error = details == null || details.errorCode() == null ? "" : details.errorCode();
        String message = details == null || details.errorMessage() == null ? "" : details.errorMessage();
        IdentityFailure failure = CognitoErrors.translate(operation, error, message)
                .orElseGet(() -> e.statusCode() >= 500
                        ? new UpstreamUnavailable(Duration.ofSeconds(5))
                        : new UpstreamNonsense());
        log(operation, failure, error.isEmpty() ? "HTTP " + e.statusCode() : error);
        return failure;
    }

    private static IdentityFailure failed(CognitoOperation operation, SdkException e) {
        boolean timedOut = e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException;
        String message = e.getMessage() == null ? "" : e.getMessage();
        IdentityFailure failure;
        if (message.contains("load credentials")) {
            failure = new NotConfigured();
        } else if (!timedOut && message.contains("nmarshall")) {
            failure = new UpstreamNonsense();
        } else {
            failure = new UpstreamUnavailable(Duration.ofSeconds(5));
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        log(operation, failure, root.getClass().getSimpleName());
        return failure;
    }

    private static void log(CognitoOperation operation, IdentityFailure failure, String what) {
        switch (failure) {
            case Misconfigured _ ->
                LOG.errorf(
                        "Cognito refuses %s with %s: check COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID, the client secret,"
                                + " AWS_REGION, the app client's sign-in flows, the web ACL and the IAM permissions",
                        operation.wireName(), what);
            case UpstreamNonsense _, TriggerFailed _, UpstreamUnavailable _, UpstreamBusy _, CodeNotSent _ ->
                LOG.warnf("Cognito failed %s with %s", operation.wireName(), what);
            default -> LOG.debugf("Cognito refused %s with %s", operation.wireName(), what);
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
