package dev.gatehouse.connection;

import dev.gatehouse.http.RequestInternals;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** As of Vert.x 4.5.28 and Quarkus REST 3.33.2. */
@Singleton
class VertxRequestInternals implements RequestInternals {
    /** Set by Quarkus REST for metrics; absent if the method or media type is wrong. */
    private static final String MATCHED = "UrlPathTemplate";

    @Override
    public boolean isOpen(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        LastAnswer last = channel.pipeline().get(LastAnswer.class);
        if (last == null) {
            // Accepted after the server began to listen and before Connections added the handlers.
            ChannelFuture _ = channel.close();
            return false;
        }
        return channel.isActive() && !last.hasBegun();
    }

    @Override
    public @Nullable String matchedTemplate(HttpServerRequest request) {
        return ((HttpServerRequestInternal) request).context().getLocal(MATCHED);
    }

    @Override
    public void setBody(RoutingContext context, Buffer body) {
        ((RoutingContextInternal) context).setBody(body);
    }
}
