package dev.gatehouse.cognito;

import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;

/** The circuit breaker for all calls to Cognito. */
public final class CognitoCircuit {
    static final String NAME = "cognito";

    /** Closed: calls are made. Open: calls fail at once. Half open: one trial call is made. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private CognitoCircuit() {}

    /** The current state. */
    public static State state() {
        return switch (currentState()) {
            case CLOSED -> State.CLOSED;
            case OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
        };
    }

    private static CircuitBreakerState currentState() {
        return CircuitBreakerMaintenance.get().currentState(NAME);
    }
}
