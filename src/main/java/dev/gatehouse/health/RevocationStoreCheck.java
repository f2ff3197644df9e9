package dev.gatehouse.health;

import dev.gatehouse.revocation.SharedRevocations;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Checks that the shared store of revocations is reachable, if there is one. */
@Wellness
@Singleton
class RevocationStoreCheck implements AsyncHealthCheck {
    private final SharedRevocations shared;

    RevocationStoreCheck(SharedRevocations shared) {
        this.shared = shared;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(HealthCheckResponse.named("revocation_store")
                        .status(!shared.isLost())
                        .withData("store", shared.isSharing() ? "redis" : "memory")
                        .build());
    }
}
