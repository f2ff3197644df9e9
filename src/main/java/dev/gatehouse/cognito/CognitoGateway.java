package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * Makes all calls to Cognito: a budget per category (rate limit), a bulkhead, one circuit breaker for all operations, retries
 * with jitter for calls that are safe to repeat, and translation of errors. Blocks, so call it from a virtual thread.
 *
 * <p>The bulkhead is shared, and the budgets prevent one kind of request from filling it: even if each call hangs until its
 * timeout, resets hold 22 per second for 5 s, which is 110 places of 1024.
 */
@Singleton
class CognitoGateway {
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final CognitoIdentityProviderClient client;
    private final CallBudget budget;
    private final Duration circuitOpenFor;
    private final CognitoGuards guards;
    private final AdminCredentials credentials;
    private final UpstreamMetrics metrics;
    private final TriggerMessages triggers;

    CognitoGateway(
            CognitoIdentityProviderClient client,
            CognitoConfig config,
            CallBudget budget,
            UpstreamMetrics metrics,
            TriggerMessages triggers,
            AdminCredentials credentials) {
        this.client = client;
        this.credentials = credentials;
        this.budget = budget;
        this.metrics = metrics;
        this.triggers = triggers;
        this.circuitOpenFor = config.circuitOpenFor();
        this.guards = new CognitoGuards(config);
    }

    /** Calls Cognito, with the operation's usual budget. */
    <T extends AwsResponse> T call(
            CognitoOperation operation, Class<T> type, Function<CognitoIdentityProviderClient, T> call) {
        return call(operation, Use.of(operation), type, call);
    }

    /**
     * Calls Cognito.
     *
     * @throws IdentityException when Cognito refuses or fails, or the call is not allowed now
     */
    <T extends AwsResponse> T call(
            CognitoOperation operation, Use use, Class<T> type, Function<CognitoIdentityProviderClient, T> call) {
        return call(operation, use, type, call, Function.identity());
    }

    /**
     * Calls Cognito, and converts its answer.
     *
     * @param reading throws {@link IncompleteAnswer} when the answer lacks it
     */
    <T extends AwsResponse, R> R call(
            CognitoOperation operation,
            Use use,
            Class<R> type,
            Function<CognitoIdentityProviderClient, T> call,
            Function<T, R> reading) {
        return guarded(operation, type, () -> withinBudget(operation, use, type, call, reading));
    }

    /**
     * Calls Cognito with AWS credentials, loaded outside the circuit breaker: if missing, Cognito has not failed. If AWS does not
     * accept them, they are loaded anew and the call is made once more, whatever the operation: nothing has happened yet.
     *
     * @param call makes the call; its second argument goes to the request's {@code overrideConfiguration}, and signs it
     */
    <T extends AwsResponse> T signed(
            CognitoOperation operation,
            Class<T> type,
            BiFunction<CognitoIdentityProviderClient, Consumer<AwsRequestOverrideConfiguration.Builder>, T> call) {
        return guarded(
                operation,
                type,
                () -> credentials.sign(
                        operation,
                        signer -> withinBudget(
                                operation,
                                Use.of(operation),
                                type,
                                connected -> call.apply(connected, request -> request.credentialsProvider(signer)),
                                Function.identity())));
    }

    /** Calls Cognito without using the budget, for the service's own probes. */
    <T extends AwsResponse> T probe(
            CognitoOperation operation, Class<T> type, Function<CognitoIdentityProviderClient, T> call) {
        return guarded(
                operation, type, () -> guards.attempt(() -> attempt(operation, call, Function.identity()), type));
    }

    private <R> R guarded(CognitoOperation operation, Class<R> type, Supplier<R> attempt) {
        try {
            return guards.request(operation.safeToRepeat(), attempt, type);
        } catch (OverBudget e) {
            metrics.countRefused(operation, UpstreamMetrics.OVER_BUDGET);
            throw new IdentityException(new UpstreamBusy(e.next));
        } catch (CircuitBreakerOpenException e) {
            metrics.countRefused(operation, UpstreamMetrics.CIRCUIT_OPEN);
            throw new IdentityException(new UpstreamUnavailable(circuitOpenFor));
        } catch (BulkheadException e) {
            metrics.countRefused(operation, UpstreamMetrics.TOO_MANY_IN_FLIGHT);
            throw new IdentityException(new UpstreamBusy(BUSY));
        } catch (UnsignedCall e) {
            metrics.countRefused(operation, UpstreamMetrics.NO_CREDENTIALS);
            throw new IdentityException(e.failure());
        } catch (TimeoutException e) {
            throw new IdentityException(CallFailures.ofTimeout());
        }
    }

    private <T extends AwsResponse, R> R withinBudget(
            CognitoOperation operation,
            Use use,
            Class<R> type,
            Function<CognitoIdentityProviderClient, T> call,
            Function<T, R> reading) {
        spend(operation, use);
        return guards.attempt(() -> attempt(operation, call, reading), type);
    }

    /** Called before the circuit breaker, which would count the exception as an answer of Cognito. */
    private void spend(CognitoOperation operation, Use use) {
        Duration next = budget.spend(operation, use);
        if (next.isPositive()) {
            throw new OverBudget(next);
        }
    }

    private <T extends AwsResponse, R> R attempt(
            CognitoOperation operation, Function<CognitoIdentityProviderClient, T> call, Function<T, R> reading) {
        UpstreamMetrics.Attempt attempt = metrics.begin(operation);
        try {
            T answer = answer(call);
            attempt.answered(answer.sdkHttpResponse().statusCode());
            Optional<IdentityFailure> invalid = CallFailures.ofAnswer(operation, answer);
            if (invalid.isPresent()) {
                throw new IdentityException(attempt.failed(invalid.get()));
            }
            R read = reading.apply(answer);
            attempt.succeeded();
            return read;
        } catch (AwsServiceException e) {
            attempt.answered(e.statusCode());
            IdentityFailure refusal = CallFailures.ofRefusal(operation, e);
            throw new IdentityException(attempt.failed(triggers.withMessage(operation, refusal, e)));
        } catch (SdkException e) {
            throw new IdentityException(attempt.failed(CallFailures.of(operation, e)));
        } catch (IncompleteAnswer e) {
            throw new IdentityException(attempt.failed(CallFailures.ofIncompleteAnswer(operation, e)));
        }
    }

    /** Once the client is closed, at the end of the process, it throws an exception that is not the SDK's. */
    private <T extends AwsResponse> T answer(Function<CognitoIdentityProviderClient, T> call) {
        try {
            return call.apply(client);
        } catch (IllegalStateException e) {
            throw SdkClientException.create("the client is closed", e);
        }
    }

    /** The budget is used up. No call was made, so the circuit breaker does not count it, and it is not retried. */
    private static final class OverBudget extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Duration next;

        private OverBudget(Duration next) {
            super(null, null, false, false);
            this.next = next;
        }
    }
}
