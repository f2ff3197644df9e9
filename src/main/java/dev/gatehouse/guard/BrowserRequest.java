package dev.gatehouse.guard;

import dev.gatehouse.http.PublicUrl;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The request of a browser that a proxy asks about, as that proxy describes it.
 *
 * @param method the method; empty if it is unknown
 * @param origin the origin that it was sent to; empty if it is unknown
 * @param target the path and query; empty if they are unknown
 */
record BrowserRequest(String method, Optional<String> origin, String target) {
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");
    private static final String NAVIGATE = "navigate";
    private static final String HTML = "text/html";

    /** The value of a field that the request has once; else empty. */
    static String only(MultiMap headers, String name) {
        List<String> values = headers.getAll(name);
        return values.size() == 1 ? values.getFirst() : "";
    }

    /** The request with this scheme, also one of WebSockets, and this host. */
    static BrowserRequest of(String method, String scheme, String host, String target) {
        String http =
                switch (scheme) {
                    // Traefik names them so.
                    case "ws" -> "http";
                    case "wss" -> "https";
                    default -> scheme;
                };
        return new BrowserRequest(method, PublicUrl.origin(http, host), target);
    }

    /** The request with this address. */
    static BrowserRequest ofUrl(String method, String url) {
        int scheme = url.indexOf("://");
        int host = scheme + 3;
        int path = scheme < 0 ? -1 : url.indexOf('/', host);
        return path < 0
                ? new BrowserRequest(method, Optional.empty(), "")
                : of(method, url.substring(0, scheme), url.substring(host, path), url.substring(path));
    }

    /** Whether the person sees the answer as a page, so that another page may take its place. */
    boolean isNavigation(MultiMap headers) {
        if (!REPEATABLE.contains(method)) {
            return false;
        }
        List<String> modes = headers.getAll("Sec-Fetch-Mode");
        return modes.isEmpty() ? acceptsHtml(headers) : modes.equals(List.of(NAVIGATE));
    }

    private static boolean acceptsHtml(MultiMap headers) {
        return headers.getAll("Accept").stream()
                .flatMap(field -> List.of(field.split(",", -1)).stream())
                .map(range -> range.split(";", 2)[0].strip())
                .anyMatch(HTML::equalsIgnoreCase);
    }

    /** The query may hold anything. */
    @Override
    public String toString() {
        return "BrowserRequest[" + method + "]";
    }
}
