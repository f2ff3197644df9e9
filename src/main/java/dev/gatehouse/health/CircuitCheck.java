package dev.gatehouse.health;

import dev.gatehouse.cognito.CognitoCircuit;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Checks that the circuit breaker to Cognito is not open. */
@Wellness
@Singleton
class CircuitCheck implements AsyncHealthCheck {
    @Override
    public Uni<HealthCheckResponse> call() {
        CognitoCircuit.State state = CognitoCircuit.state();
        return Uni.createFrom()
                .item(HealthCheckResponse.named("circuit")
                        .status(state != CognitoCircuit.State.OPEN)
                        .withData("state", state.name().toLowerCase(Locale.ROOT))
                        .build());
    }
}
