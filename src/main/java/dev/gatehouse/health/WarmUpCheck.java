package dev.gatehouse.health;

import dev.gatehouse.cognito.CognitoWarmUp;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Checks that the first call to Cognito was made, so that no request pays its cost. */
@Readiness
@Singleton
class WarmUpCheck implements AsyncHealthCheck {
    private final CognitoWarmUp warmUp;

    WarmUpCheck(CognitoWarmUp warmUp) {
        this.warmUp = warmUp;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(HealthCheckResponse.named("warm_up").status(warmUp.done()).build());
    }
}
