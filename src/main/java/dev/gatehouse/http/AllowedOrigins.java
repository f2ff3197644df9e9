package dev.gatehouse.http;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets pages of listed origins call the service from a browser (CORS, Fetch standard). Off unless origins are listed. Bearer
 * tokens need no cookies, so credentials are never allowed; nor is {@code *}.
 */
@Singleton
class AllowedOrigins {
    /** RFC 6454 §6.2, in lower case as browsers send it. */
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:]+])(?::\\d{1,5})?");

    private static final int PREFLIGHT_SECONDS = 600;

    private final List<String> origins;

    AllowedOrigins(HttpConfig config) {
        this.origins = config.allowedOrigins().orElse(List.of());
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new ConfigurationException(
                    "gatehouse.http.allowed-origins is malformed: it must list origins such as https://app.example.com.");
        }
    }

    void install(@Observes Router router) {
        if (!origins.isEmpty()) {
            router.route()
                    .order(RouteOrder.ALLOWED_ORIGINS)
                    .handler(CorsHandler.create()
                            .addOrigins(origins)
                            .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST))
                            .allowedHeaders(
                                    Set.of("Authorization", "Content-Type", RequestId.HEADER, TraceContext.HEADER))
                            .exposedHeaders(Set.of(
                                    RequestId.HEADER,
                                    "RateLimit",
                                    "RateLimit-Policy",
                                    "Retry-After",
                                    "WWW-Authenticate"))
                            .maxAgeSeconds(PREFLIGHT_SECONDS));
        }
    }
}
