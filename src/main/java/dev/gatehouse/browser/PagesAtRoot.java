package dev.gatehouse.browser;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Leads from {@code /} to the sign-in page, in development: a newcomer opens that address first. */
@Singleton
class PagesAtRoot {
    private static final int FOUND = 302;

    private final boolean active;

    PagesAtRoot(PagesConfig config) {
        this.active = config.enabled() && config.atRoot();
    }

    void install(@Observes Router router) {
        if (active) {
            router.get("/").handler(context -> context.response()
                    .setStatusCode(FOUND)
                    .putHeader(HttpHeaders.LOCATION, "/auth/pages/sign-in")
                    .end());
        }
    }
}
