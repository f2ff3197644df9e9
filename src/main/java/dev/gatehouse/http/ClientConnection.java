package dev.gatehouse.http;

import io.vertx.core.http.HttpServerRequest;

/** Whether the connection of a request is still there when its turn comes. */
public interface ClientConnection {
    /** No if it was closed while the request waited for the answer to another, or if that answer was said to be the last. */
    boolean isOpen(HttpServerRequest request);
}
