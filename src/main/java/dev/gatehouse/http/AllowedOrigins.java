package dev.gatehouse.http;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Allows pages of listed origins to call the service from a browser (CORS, Fetch standard), and refuses those of other origins,
 * except its own. Ignores Origin if no origin is listed. Bearer tokens need no cookies, so only pages that may use the session
 * cookie may send credentials; {@code *} is never allowed.
 */
@Singleton
class AllowedOrigins {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final CharSequence EXPOSED = HttpHeaders.createOptimized(
            RequestId.HEADER + ", RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate");
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String PREFLIGHT_SECONDS = "600";
    private static final int NO_CONTENT = 204;
    /** Sent by a page that does not reveal its origin (Fetch standard). */
    private static final String OPAQUE = "null";

    private final List<String> origins;
    private final Set<String> withCookies;
    private final String requestHeaders;
    private final PublicUrl own;

    AllowedOrigins(HttpConfig config, CrossSiteRule rule, PublicUrl own) {
        this.origins = config.allowedOrigins().orElse(List.of());
        this.withCookies = rule.origins();
        this.requestHeaders = String.join(", ", config.allowedHeaders());
        this.own = own;
        if (!origins.stream().allMatch(PublicUrl::isOrigin)) {
            throw new ConfigurationException("gatehouse.http.allowed-origins is malformed: it must list origins such as"
                    + " https://app.example.com.");
        }
        if (!config.allowedHeaders().stream()
                .allMatch(name -> NAME.matcher(name).matches())) {
            throw new ConfigurationException(
                    "gatehouse.http.allowed-headers is malformed: it must list names of header fields.");
        }
    }

    /** Answers a preflight; refuses a foreign origin. */
    boolean proceeds(RoutingContext context) {
        if (origins.isEmpty() && withCookies.isEmpty()) {
            return true;
        }
        HttpServerRequest request = context.request();
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        List<String> named = request.headers().getAll(HttpHeaders.ORIGIN);
        if (named.isEmpty()) {
            return true;
        }
        String origin = named.getFirst();
        if (named.size() == 1 && isListed(origin)) {
            MultiMap answer = context.response().headers();
            fields(origin).forEach(field -> answer.set(field.getKey(), field.getValue()));
            return !isPreflight(request) || answerPreflight(context);
        }
        // Where the list is empty, any origin passes, as without cookies.
        if (origins.isEmpty() || (named.size() == 1 && isOwn(origin, context))) {
            return true;
        }
        context.fail(new ForeignOriginException());
        return false;
    }

    /** The header fields of answers to pages of this origin; none if it is not listed. */
    List<Map.Entry<CharSequence, CharSequence>> fields(String origin) {
        if (!isListed(origin)) {
            return List.of();
        }
        List<Map.Entry<CharSequence, CharSequence>> fields = new ArrayList<>(List.of(
                Map.entry(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin),
                Map.entry(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED),
                Map.entry(HttpHeaders.VARY, HttpHeaders.ORIGIN)));
        if (withCookies.contains(origin)) {
            fields.add(Map.entry(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"));
        }
        return fields;
    }

    private boolean isListed(String origin) {
        return origins.contains(origin) || withCookies.contains(origin);
    }

    private boolean isOwn(String origin, RoutingContext context) {
        return origin.equals(OPAQUE)
                ? "same-origin".equals(context.request().getHeader("Sec-Fetch-Site"))
                : own.of(context).filter(origin::equals).isPresent();
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private boolean answerPreflight(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, requestHeaders)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS)
                .setStatusCode(NO_CONTENT)
                .end();
        return false;
    }
}
