package dev.gatehouse.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Operations without a public API of Vert.x, for {@code connection} to implement, which alone uses internals. */
public interface RequestInternals {
    /**
     * Whether the request may be processed: not if, while it waited for the answer to another, the connection was closed or that
     * answer closed it; nor if the connection is not protected by strict parsing.
     */
    boolean isOpen(HttpServerRequest request);

    /** The path template of the resource method that Quarkus REST matched; null if none. */
    @Nullable
    String matchedTemplate(HttpServerRequest request);

    /** Passes on a body that was already read. */
    void setBody(RoutingContext context, Buffer body);
}
