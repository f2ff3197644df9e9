package dev.gatehouse.guard;

import static dev.gatehouse.guard.BrowserRequest.only;

import dev.gatehouse.http.OriginalRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of decisions, each with the form in which its proxies describe the original request. */
enum GuardRoute {
    /** Traefik ForwardAuth, Caddy {@code forward_auth}, HAProxy. */
    FORWARD_AUTH("/guard/forward-auth") {
        @Override
        OriginalRequest original(HttpServerRequest request) {
            return OriginalRequest.of(
                    request.getHeader("X-Forwarded-Method"),
                    request.getHeader("X-Forwarded-Host"),
                    request.getHeader("X-Forwarded-Uri"));
        }

        @Override
        BrowserRequest browser(HttpServerRequest request) {
            MultiMap headers = request.headers();
            return BrowserRequest.of(
                    only(headers, "X-Forwarded-Method"),
                    only(headers, "X-Forwarded-Proto"),
                    only(headers, "X-Forwarded-Host"),
                    only(headers, "X-Forwarded-Uri"));
        }
    },
    /** nginx {@code auth_request}, ingress-nginx {@code auth-url}. */
    AUTH_REQUEST("/guard/auth-request") {
        @Override
        OriginalRequest original(HttpServerRequest request) {
            return OriginalRequest.ofUrl(request.getHeader("X-Original-Method"), request.getHeader("X-Original-URL"));
        }

        @Override
        BrowserRequest browser(HttpServerRequest request) {
            MultiMap headers = request.headers();
            return BrowserRequest.ofUrl(only(headers, "X-Original-Method"), only(headers, "X-Original-URL"));
        }
    },
    /** Envoy and Istio {@code ext_authz} over HTTP, which put the client's own path and query behind the prefix. */
    EXT_AUTHZ("/guard/ext-authz") {
        @Override
        OriginalRequest original(HttpServerRequest request) {
            return OriginalRequest.of(
                    request.method().name(),
                    request.getHeader("Host"),
                    request.uri().substring(path().length()));
        }

        @Override
        BrowserRequest browser(HttpServerRequest request) {
            return BrowserRequest.of(
                    request.method().name(),
                    only(request.headers(), "X-Forwarded-Proto"),
                    only(request.headers(), "Host"),
                    request.uri().substring(path().length()));
        }
    };

    private static final List<GuardRoute> ALL = List.of(values());
    private static final String PREFIX = "/guard/";

    private final String path;

    GuardRoute(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** The original request, for the access log: it decides nothing. */
    abstract OriginalRequest original(HttpServerRequest request);

    /** The original request, for what it may do with a cookie. */
    abstract BrowserRequest browser(HttpServerRequest request);

    /**
     * The route that this request target chooses, before any normalization; null if none. Behind the prefix of {@link
     * #EXT_AUTHZ} the client chooses what follows, so all of it is a decision, however it would be normalized.
     */
    static @Nullable GuardRoute of(String target) {
        if (!target.startsWith(PREFIX)) {
            return null;
        }
        for (GuardRoute route : ALL) {
            if (target.startsWith(route.path)) {
                char next = target.length() == route.path.length() ? '?' : target.charAt(route.path.length());
                return next == '?' || (next == '/' && route == EXT_AUTHZ) ? route : null;
            }
        }
        return null;
    }
}
