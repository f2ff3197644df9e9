package dev.gatehouse.cognito;

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
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts and times the calls to Cognito by operation and outcome, and reports the end of each. */
@Singleton
class UpstreamMetrics {
    static final String NO_CREDENTIALS = "no_credentials";
    static final String CIRCUIT_OPEN = "circuit_open";
    static final String OVER_BUDGET = "over_budget";
    static final String TOO_MANY_IN_FLIGHT = "too_many_in_flight";

    private static final List<String> OUTCOMES = List.of(
            CallEnd.SUCCESS,
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

    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 599;

    private final MeterRegistry registry;
    private final List<CallListener> listeners;
    private final CognitoAddress address;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    /** Of all operations together, so that each exists from the start: alerts read them. */
    private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();

    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile @Nullable CallTarget api;

    private record Key(String operation, String outcome) {}

    UpstreamMetrics(
            MeterRegistry registry, CognitoConfig config, CognitoAddress address, @All List<CallListener> listeners) {
        this.registry = registry;
        this.listeners = listeners;
        this.address = address;
        OUTCOMES.forEach(this::counter);
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
        return begin(operation.wireName(), api());
    }

    /** Found at the first call: the settings may be incomplete before the start has checked them. */
    private CallTarget api() {
        CallTarget known = api;
        if (known == null) {
            known = CallTarget.of("POST", address.endpoint());
            api = known;
        }
        return known;
    }

    /** @param operation an operation of the API, or an endpoint of the domain */
    Attempt begin(String operation, CallTarget target) {
        inFlight.incrementAndGet();
        return new Attempt(operation, target);
    }

    /** Counts a call that was refused without a request to Cognito. */
    void countRefused(CognitoOperation operation, String why) {
        record(operation.wireName(), why, Duration.ZERO);
    }

    private void record(String operation, String outcome, Duration took) {
        timer(operation, outcome).record(took);
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return outcomes.computeIfAbsent(outcome, _ -> Counter.builder("gatehouse.upstream.outcomes")
                .description("Calls to Cognito, of all operations")
                .tag("outcome", outcome)
                .register(registry));
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
        private final CallTarget target;
        private final long begun = System.nanoTime();
        private int status;

        private Attempt(String operation, CallTarget target) {
            this.operation = operation;
            this.target = target;
        }

        /** An answer came, with this HTTP status. */
        void answered(int received) {
            // Only what can be a status, so that what answers makes no series of its own.
            status = received >= LOWEST_STATUS && received <= HIGHEST_STATUS ? received : 0;
        }

        void succeeded() {
            end(CallEnd.SUCCESS);
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
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            record(operation, outcome, took);
            CallEnd call = new CallEnd(operation, target.method(), target.host(), target.port(), status, outcome, took);
            listeners.forEach(listener -> listener.ended(call));
        }
    }
}
