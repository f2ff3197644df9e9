package dev.gatehouse.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Makes readiness depend on the pool, if configured. By default a replica stays ready during an outage of Cognito: otherwise
 * all replicas would become unready, although they can still verify tokens.
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
