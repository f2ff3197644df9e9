package dev.gatehouse.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The client that sent a request: the direct peer, or the one that trusted proxies name.
 *
 * @param ip its IP address in canonical form; empty if it has none, as on a Unix socket
 * @param secure whether the client's own connection is TLS
 * @param host the host, with its port if it is not the usual one, that the client requested; null unless trusted proxies name it
 */
public record Client(String ip, boolean secure, @Nullable String host) {
    private static final String KEY = "client";

    private static final Client UNKNOWN = new Client("", false, null);

    /** The client of the request; one without an address only outside of a request. */
    public static Client of(RoutingContext context) {
        Client client = context.get(KEY);
        return client == null ? UNKNOWN : client;
    }

    void putInto(RoutingContext context) {
        context.put(KEY, this);
    }
}
