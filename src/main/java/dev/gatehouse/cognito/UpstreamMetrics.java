package dev.gatehouse.cognito;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.CredentialsRefused;
import dev.gatehouse.identity.IdentityFailure.InvalidUpstreamResponse;
import dev.gatehouse.identity.IdentityFailure.Misconfigured;
import dev.gatehouse.identity.IdentityFailure.PermissionMissing;
import dev.gatehouse.identity.IdentityFailure.UnexpectedUpstreamResponse;
import dev.gatehouse.identity.IdentityFailure.UpstreamBusy;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times the calls to Cognito, by operation and outcome. */
@Singleton
class UpstreamMetrics {
    static final String NO_CREDENTIALS = "no_credentials";
    static final String CIRCUIT_OPEN = "circuit_open";
    static final String OVER_BUDGET = "over_budget";
    static final String TOO_MANY_IN_FLIGHT = "too_many_in_flight";

    private static final List<String> OUTCOMES = List.of(
            "success",
            "refused",
            "throttled",
            "unavailable",
            "invalid_response",
            "misconfigured",
            "credentials_refused",
            OVER_BUDGET,
            CIRCUIT_OPEN,
            TOO_MANY_IN_FLIGHT,
            NO_CREDENTIALS);

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    /** Of all operations together, so that each exists from the start: alerts read them. */
    private final Map<String, Counter> outcomes = new HashMap<>();

    private final AtomicInteger inFlight = new AtomicInteger();

    private record Key(String operation, String outcome) {}

    UpstreamMetrics(MeterRegistry registry, CognitoConfig config) {
        this.registry = registry;
        OUTCOMES.forEach(outcome -> outcomes.put(
                outcome,
                Counter.builder("gatehouse.upstream.outcomes")
                        .description("Calls to Cognito, of all operations")
                        .tag("outcome", outcome)
                        .register(registry)));
        Gauge.builder("gatehouse.upstream.in.flight", inFlight, AtomicInteger::get)
                .description("Calls to Cognito in progress")
                .register(registry);
        Gauge.builder("gatehouse.upstream.in.flight.max", config::maxCallsInFlight)
                .description("Maximum number of concurrent calls to Cognito")
                .register(registry);
        for (CognitoCircuit.State state : CognitoCircuit.State.values()) {
            Gauge.builder("gatehouse.upstream.circuit", () -> CognitoCircuit.state() == state ? 1 : 0)
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("1 for the current state of the circuit breaker to Cognito")
                    .register(registry);
        }
    }

    Attempt begin(CognitoOperation operation) {
        return begin(operation.wireName());
    }

    /** @param operation an operation of the API, or an endpoint of the domain */
    Attempt begin(String operation) {
        inFlight.incrementAndGet();
        return new Attempt(operation);
    }

    /** Counts a call that was refused without a request to Cognito. */
    void countRefused(CognitoOperation operation, String why) {
        record(operation.wireName(), why, Duration.ZERO);
    }

    private void record(String operation, String outcome, Duration took) {
        timer(operation, outcome).record(took);
        requireNonNull(outcomes.get(outcome)).increment();
    }

    private Timer timer(String operation, String outcome) {
        return timers.computeIfAbsent(new Key(operation, outcome), key -> Timer.builder("gatehouse.upstream")
                .description("Calls to Cognito")
                .tag("operation", operation)
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
    }

    /** One request to Cognito. */
    final class Attempt {
        private final String operation;
        private final long begun = System.nanoTime();

        private Attempt(String operation) {
            this.operation = operation;
        }

        void succeeded() {
            end("success");
        }

        IdentityFailure failed(IdentityFailure failure) {
            end(
                    switch (failure) {
                        case UpstreamBusy _ -> "throttled";
                        case UpstreamUnavailable _ -> "unavailable";
                        case InvalidUpstreamResponse _, UnexpectedUpstreamResponse _ -> "invalid_response";
                        case Misconfigured _, PermissionMissing _ -> "misconfigured";
                        case CredentialsRefused _ -> "credentials_refused";
                        default -> "refused";
                    });
            return failure;
        }

        private void end(String outcome) {
            inFlight.decrementAndGet();
            record(operation, outcome, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
