package dev.gatehouse.cognito;

import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;

/** The circuit through which all calls to Cognito pass. */
public final class CognitoCircuit {
    static final String NAME = "cognito";

    /** Closed: calls pass. Open: they are answered here. Half open: one passes, to see how Cognito is. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private CognitoCircuit() {}

    /** How the circuit is now. */
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
