package dev.gatehouse.connection;

import dev.gatehouse.http.ClientConnection;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;

/** Looks at the channel below a request. */
@Singleton
class OpenConnection implements ClientConnection {
    @Override
    public boolean isOpen(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        return channel.isActive() && !LastAnswer.isGiven(channel);
    }
}
