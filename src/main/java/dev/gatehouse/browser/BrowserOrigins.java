package dev.gatehouse.browser;

import dev.gatehouse.http.CrossSiteRule;
import dev.gatehouse.http.PublicUrl;
import dev.gatehouse.http.ReturnTo;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules that depend on the configured origins. */
@Singleton
class BrowserOrigins {
    private final Set<String> trusted;
    private final Set<String> targets;

    BrowserOrigins(BrowserConfig config) {
        this.trusted = origins("gatehouse.browser.origins", config.origins());
        this.targets = origins("gatehouse.browser.return-to", config.returnTo());
    }

    @Produces
    @Singleton
    CrossSiteRule crossSiteRule() {
        return new CrossSiteRule(trusted);
    }

    @Produces
    @Singleton
    ReturnTo returnTo() {
        return new ReturnTo(targets);
    }

    private static Set<String> origins(String setting, Optional<List<String>> origins) {
        Set<String> listed = Set.copyOf(origins.orElse(List.of()));
        if (!listed.stream().allMatch(PublicUrl::isOrigin)) {
            throw new ConfigurationException(
                    setting + " is malformed: it must list origins such as https://app.example.com.");
        }
        return listed;
    }
}
