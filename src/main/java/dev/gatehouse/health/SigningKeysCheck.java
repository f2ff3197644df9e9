package dev.gatehouse.health;

import dev.gatehouse.token.SigningKeys;
import dev.gatehouse.token.TrustedIssuers;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Checks that signing keys are loaded, so that tokens can be verified. Once loaded they are kept. */
@Readiness
@Singleton
class SigningKeysCheck implements AsyncHealthCheck {
    private final SigningKeys keys;

    SigningKeysCheck(TrustedIssuers issuers) {
        this.keys = issuers.defaultKeys();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(HealthCheckResponse.named("signing_keys")
                        .status(keys.loaded())
                        .build());
    }
}
