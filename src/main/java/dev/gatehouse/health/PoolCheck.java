package dev.gatehouse.health;

import dev.gatehouse.token.KeyFetch;
import dev.gatehouse.token.SigningKeys;
import dev.gatehouse.token.TrustedIssuers;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Checks that the pool answers: its JWKS was fetched recently. Needs no credentials. */
@Wellness
@Singleton
class PoolCheck implements AsyncHealthCheck {
    private final SigningKeys keys;
    private final HealthConfig config;

    PoolCheck(TrustedIssuers issuers, HealthConfig config) {
        this.keys = issuers.defaultKeys();
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() -> keys.refreshOlderThan(config.poolCheckInterval()))
                .ifNoItem()
                .after(config.checkTimeout())
                .recoverWithItem(() -> new KeyFetch(false, config.checkTimeout()))
                .onFailure()
                .recoverWithItem(() -> new KeyFetch(false, Duration.ZERO))
                .map(PoolCheck::response);
    }

    private static HealthCheckResponse response(KeyFetch fetch) {
        return HealthCheckResponse.named("cognito")
                .status(fetch.succeeded())
                .withData("latency_ms", fetch.took().toMillis())
                .build();
    }
}
