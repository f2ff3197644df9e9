package dev.gatehouse.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser may have sent a request that a cookie authenticates, or that sets one, for a page of another site
 * (cross-site request forgery). Fetch Metadata decides, and Origin where that is missing or not enough. Requests by bearer token
 * need no such check: browsers add no Authorization field by themselves.
 *
 * @param origins the origins, besides the service's own, whose pages may send such requests
 */
public record CrossSiteRule(Set<String> origins) {
    /** RFC 9110 §9.2.1; TRACE is answered nowhere. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private static final String SITE = "Sec-Fetch-Site";
    private static final String MODE = "Sec-Fetch-Mode";
    private static final String WEB_SOCKET = "websocket";
    private static final String WEB_SOCKET_FIELD = "Sec-WebSocket-";

    /**
     * Whether the request is safe, or from a page of the own origin or of a listed one. The origin {@code null} belongs to
     * nobody, and a field that occurs twice says nothing.
     *
     * @param method the method of the request that the browser sent; an unknown one is unsafe
     * @param own the origin that the browser's request was sent to; empty if it is unknown
     */
    public boolean allows(String method, MultiMap headers, Optional<String> own) {
        if (SAFE.contains(method) && !isWebSocket(headers)) {
            return true;
        }
        List<String> site = headers.getAll(SITE);
        if (site.size() == 1 && site.getFirst().equals("same-origin")) {
            return true;
        }
        boolean originDecides =
                site.isEmpty() || (site.size() == 1 && site.getFirst().equals("same-site"));
        List<String> origin = headers.getAll(HttpHeaders.ORIGIN);
        return originDecides && origin.size() == 1 && isKnown(origin.getFirst(), own);
    }

    private boolean isKnown(String origin, Optional<String> own) {
        return own.filter(origin::equals).isPresent() || origins.contains(origin);
    }

    /**
     * Whether the request opens a WebSocket, which a page of any origin may do with the cookie and then read. Browsers and
     * proxies leave out one field or another: nginx passes no Upgrade on, Chromium sends no Fetch Metadata, and HTTP/2 (RFC
     * 8441) has neither Upgrade nor a key.
     */
    public static boolean isWebSocket(MultiMap headers) {
        return isWebSocket(headers.getAll(HttpHeaders.UPGRADE), headers.get(MODE))
                || headers.entries().stream().map(Map.Entry::getKey).anyMatch(CrossSiteRule::isWebSocketField);
    }

    private static boolean isWebSocket(List<String> upgrades, @Nullable String mode) {
        return WEB_SOCKET.equals(mode)
                || upgrades.stream()
                        .flatMap(field -> List.of(field.split(",", -1)).stream())
                        .anyMatch(protocol -> protocol.strip().equalsIgnoreCase(WEB_SOCKET));
    }

    private static boolean isWebSocketField(String name) {
        return name.regionMatches(true, 0, WEB_SOCKET_FIELD, 0, WEB_SOCKET_FIELD.length());
    }
}
