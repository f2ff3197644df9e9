package dev.gatehouse.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts the security headers on every answer, whoever gives it (OWASP HTTP Headers Cheat Sheet). */
@Singleton
class SecurityHeaders {
    private static final String HSTS = "Strict-Transport-Security";

    /** Nothing here is the same for everybody for long; RFC 6749 §5.1 demands it of answers that carry tokens. */
    private final Map<String, String> always = new LinkedHashMap<>(Map.of("Cache-Control", "no-store"));

    private final Optional<String> overTls;

    SecurityHeaders(HttpConfig config) {
        HttpConfig.Headers headers = config.headers();
        add("X-Content-Type-Options", headers.xContentTypeOptions());
        add("X-Frame-Options", headers.xFrameOptions());
        add("X-XSS-Protection", headers.xXssProtection());
        add("Content-Security-Policy", headers.contentSecurityPolicy());
        add("Referrer-Policy", headers.referrerPolicy());
        add("Permissions-Policy", headers.permissionsPolicy());
        add("Cross-Origin-Opener-Policy", headers.crossOriginOpenerPolicy());
        add("Cross-Origin-Embedder-Policy", headers.crossOriginEmbedderPolicy());
        add("Cross-Origin-Resource-Policy", headers.crossOriginResourcePolicy());
        this.overTls = headers.strictTransportSecurity();
    }

    private void add(String name, Optional<String> value) {
        value.ifPresent(text -> always.put(name, text));
    }

    /** Those that an answer has whatever connection it goes to. */
    Map<String, String> always() {
        return always;
    }

    void install(@Observes Router router) {
        router.route().order(RouteOrder.SECURITY_HEADERS).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        MultiMap headers = context.response().headers();
        always.forEach(headers::set);
        if (overTls.isPresent() && Client.of(context).secure()) {
            headers.set(HSTS, overTls.get());
        }
        context.next();
    }
}
