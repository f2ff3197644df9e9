package dev.gatehouse.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds the security headers (OWASP HTTP Headers Cheat Sheet) and the date to every answer. */
@Singleton
public class SecurityHeaders {
    private static final CharSequence HSTS = HttpHeaders.createOptimized("Strict-Transport-Security");

    private static final Map.Entry<CharSequence, CharSequence> NO_STORE = field("Cache-Control", "no-store");

    /** Begins with {@code no-store}, which RFC 6749 §5.1 requires of answers that contain tokens. */
    private final List<Map.Entry<CharSequence, CharSequence>> always = new ArrayList<>(List.of(NO_STORE));

    private final Optional<CharSequence> overTls;
    private final DateField date;

    SecurityHeaders(HttpConfig config, DateField date) {
        this.date = date;
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
        this.overTls = headers.strictTransportSecurity().map(HttpHeaders::createOptimized);
    }

    private void add(String name, Optional<String> value) {
        value.ifPresent(text -> always.add(field(name, text)));
    }

    /** Encoded once, not for each answer. */
    private static Map.Entry<CharSequence, CharSequence> field(String name, String value) {
        return Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }

    /** The fields that do not depend on the connection. */
    List<Map.Entry<CharSequence, CharSequence>> always() {
        return always;
    }

    /** Puts only {@code Cache-Control: no-store} and the date on an answer that no browser gets. */
    public void putLeast(MultiMap headers) {
        headers.set(NO_STORE.getKey(), NO_STORE.getValue());
        headers.set(DateField.NAME, date.now());
    }

    /** Puts all of them on the answer. */
    public void put(RoutingContext context) {
        MultiMap headers = context.response().headers();
        for (Map.Entry<CharSequence, CharSequence> field : always) {
            headers.set(field.getKey(), field.getValue());
        }
        headers.set(DateField.NAME, date.now());
        if (overTls.isPresent() && Client.of(context).secure()) {
            headers.set(HSTS, overTls.get());
        }
    }
}
