package dev.gatehouse.browser;

import dev.gatehouse.seal.NeedsSecret;
import jakarta.inject.Singleton;
import java.util.Optional;

/** With a secret per process, a session would end with each restart, and be unknown to the other replicas. */
@Singleton
class CookieSecret implements NeedsSecret {
    private final BrowserConfig config;
    private final PagesConfig pages;

    CookieSecret(BrowserConfig config, PagesConfig pages) {
        this.config = config;
        this.pages = pages;
    }

    @Override
    public Optional<String> setting() {
        if (config.session() == BrowserConfig.Form.COOKIE) {
            return Optional.of("gatehouse.browser.session=cookie");
        }
        return pages.enabled() ? Optional.of("gatehouse.pages.enabled=true") : Optional.empty();
    }
}
