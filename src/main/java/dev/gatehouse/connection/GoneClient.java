package dev.gatehouse.connection;

import dev.gatehouse.http.RouteOrder;
import io.netty.channel.Channel;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Begins nothing for a client whose connection ended while its request, or a part of it, waited for the answer to another, or
 * that has been told that the answer before was the last.
 */
@Singleton
class GoneClient {

    void install(@Observes Router router) {
        router.route().order(RouteOrder.GONE_CLIENT).handler(GoneClient::handle);
    }

    private static void handle(RoutingContext context) {
        Channel channel = ((ConnectionBase) context.request().connection()).channel();
        if (channel.isActive() && !LastAnswer.isGiven(channel)) {
            context.next();
        } else {
            // Nobody reads it, but whoever waits for the end of each request before a stop must see one.
            context.response().end();
        }
    }
}
