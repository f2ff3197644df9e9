package dev.gatehouse.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request comes from.
 *
 * @param ip the address of the peer, or what trusted proxies say of it: never taken from anybody else
 * @param secure whether the client's own connection is TLS
 * @param host the host, with its port if it is not the usual one, that the client asked for; null unless trusted proxies say it
 */
public record Client(String ip, boolean secure, @Nullable String host) {
    private static final String KEY = "client";

    private static final Client UNKNOWN = new Client("", false, null);

    /** The client of the request; without an address only outside of a request. */
    public static Client of(RoutingContext context) {
        Client client = context.get(KEY);
        return client == null ? UNKNOWN : client;
    }

    void putInto(RoutingContext context) {
        context.put(KEY, this);
    }
}
