package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
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
        return call(operation, use, type, call, Function.identity());
    }

    /**
     * Calls Cognito, and reads what is needed of its answer.
     *
     * @param reading throws {@link IncompleteAnswer} when the answer lacks it
     */
    <T extends AwsResponse, R> R call(
            CognitoOperation operation,
            Use use,
            Class<R> type,
            Function<CognitoIdentityProviderClient, T> call,
            Function<T, R> reading) {
        return guarded(operation, type, () -> within(operation, use, type, call, reading));
    }

    /** Calls Cognito with AWS credentials, which are found first and not by the circuit: without them nobody asked Cognito. */
    <T extends AwsResponse> T signed(
            CognitoOperation operation,
            Class<T> type,
            BiFunction<CognitoIdentityProviderClient, AwsCredentialsProvider, T> call) {
        return guarded(operation, type, () -> {
            AwsCredentialsProvider found = credentials(operation);
            return within(
                    operation, Use.of(operation), type, connected -> call.apply(connected, found), Function.identity());
        });
    }

    /** The same outside the budget: for the service's own sake, once in a while. */
    <T extends AwsResponse> T probe(
            CognitoOperation operation, Class<T> type, Function<CognitoIdentityProviderClient, T> call) {
        return guarded(
                operation, type, () -> guards.attempt(() -> attempt(operation, call, Function.identity()), type));
    }

    private <R> R guarded(CognitoOperation operation, Class<R> type, Supplier<R> attempt) {
        try {
            return guards.request(operation.safeToRepeat(), attempt, type);
        } catch (OverBudget e) {
            metrics.refusedHere(operation, UpstreamMetrics.OVER_BUDGET);
            throw new IdentityException(new UpstreamBusy(e.next));
        } catch (CircuitBreakerOpenException e) {
            metrics.refusedHere(operation, UpstreamMetrics.CIRCUIT_OPEN);
            throw new IdentityException(new UpstreamUnavailable(circuitOpenFor));
        } catch (BulkheadException e) {
            metrics.refusedHere(operation, UpstreamMetrics.TOO_MANY_IN_FLIGHT);
            throw new IdentityException(new UpstreamBusy(BUSY));
        } catch (Unsigned e) {
            metrics.refusedHere(operation, UpstreamMetrics.NO_CREDENTIALS);
            throw new IdentityException(e.failure);
        } catch (TimeoutException e) {
            throw new IdentityException(CallFailures.ofTimeout());
        }
    }

    /** Logged at once: when the time is over, nobody sees more of it than that. */
    private AwsCredentialsProvider credentials(CognitoOperation operation) {
        try {
            return StaticCredentialsProvider.create(credentials.current());
        } catch (MissingCredentials e) {
            throw new Unsigned(CallFailures.ofCredentials(operation, e));
        }
    }

    private <T extends AwsResponse, R> R within(
            CognitoOperation operation,
            Use use,
            Class<R> type,
            Function<CognitoIdentityProviderClient, T> call,
            Function<T, R> reading) {
        spend(operation, use);
        return guards.attempt(() -> attempt(operation, call, reading), type);
    }

    /** Before the circuit, which would take it for an answer of Cognito. */
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
            T answer = call.apply(client);
            Optional<IdentityFailure> foreign = CallFailures.ofAnswer(operation, answer);
            if (foreign.isPresent()) {
                throw new IdentityException(attempt.failed(foreign.get()));
            }
            R read = reading.apply(answer);
            attempt.succeeded();
            return read;
        } catch (AwsServiceException e) {
            IdentityFailure refusal = CallFailures.ofRefusal(operation, e);
            throw new IdentityException(attempt.failed(triggers.withMessage(operation, refusal, e)));
        } catch (SdkException e) {
            throw new IdentityException(attempt.failed(CallFailures.of(operation, e)));
        } catch (IncompleteAnswer e) {
            throw new IdentityException(attempt.failed(CallFailures.ofIncompleteAnswer(operation, e)));
        }
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

    /** No call was made for want of credentials. Not tried again: whatever keeps them takes longer than a request. */
    private static final class Unsigned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient IdentityFailure failure;

        private Unsigned(IdentityFailure failure) {
            super(null, null, false, false);
            this.failure = failure;
        }
    }
}
