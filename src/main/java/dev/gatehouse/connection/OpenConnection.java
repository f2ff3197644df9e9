package dev.gatehouse.connection;

import dev.gatehouse.http.ClientConnection;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;

/** Looks at the channel below a request. */
@Singleton
class OpenConnection implements ClientConnection {
    @Override
    public boolean isOpen(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        if (!Connections.isProtected(channel)) {
            // Accepted too early: the client's next connection is read strictly.
            ChannelFuture _ = channel.close();
            return false;
        }
        return channel.isActive() && !LastAnswer.isGiven(channel);
    }
}
