package dev.gatehouse.oauth;

import dev.gatehouse.seal.NeedsSecret;
import jakarta.inject.Singleton;
import java.util.Optional;

/** With a secret per process, a sign-in could end only on the replica where it began. */
@Singleton
class OauthSecret implements NeedsSecret {
    private final OauthConfig config;

    OauthSecret(OauthConfig config) {
        this.config = config;
    }

    @Override
    public Optional<String> setting() {
        return config.providers().filter(names -> !names.isEmpty()).map(_ -> "gatehouse.oauth.providers");
    }
}
