package dev.gatehouse.browser;

import dev.gatehouse.seal.NeedsSecret;
import jakarta.inject.Singleton;
import java.util.Optional;

/** With a secret per process, a session would end with each restart, and be unknown to the other replicas. */
@Singleton
class CookieSecret implements NeedsSecret {
    private final BrowserConfig config;

    CookieSecret(BrowserConfig config) {
        this.config = config;
    }

    @Override
    public Optional<String> setting() {
        return config.session() == BrowserConfig.Form.COOKIE
                ? Optional.of("gatehouse.browser.session=cookie")
                : Optional.empty();
    }
}
