package dev.gatehouse.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What Vert.x has no public API for. Implemented in {@code connection}, which alone may use its internals and those of Netty. */
public interface RequestInternals {
    /**
     * Whether the request may be processed. Not if its connection was closed while it waited for the answer to another, if that
     * answer was said to be the last, or if the connection is read less strictly than it must be.
     */
    boolean isOpen(HttpServerRequest request);

    /** The template of the resource method that Quarkus REST has matched; null if there was none. */
    @Nullable
    String matchedTemplate(HttpServerRequest request);

    /** Hands a body on that was read already. */
    void setBody(RoutingContext context, Buffer body);
}
