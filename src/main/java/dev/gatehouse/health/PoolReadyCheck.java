package dev.gatehouse.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The pool answers, as a condition of being ready: only for those who ask for it. By default a replica stays ready through an
 * outage of Cognito, since every other one would be taken out with it and tokens can still be judged.
 */
@Readiness
@Singleton
class PoolReadyCheck implements AsyncHealthCheck {
    private static final HealthCheckResponse NOT_NEEDED = HealthCheckResponse.up("cognito");

    private final PoolCheck pool;
    private final boolean needed;

    PoolReadyCheck(@io.smallrye.health.api.Wellness PoolCheck pool, HealthConfig config) {
        this.pool = pool;
        this.needed = config.readyNeedsCognito();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return needed ? pool.call() : Uni.createFrom().item(NOT_NEEDED);
    }
}
