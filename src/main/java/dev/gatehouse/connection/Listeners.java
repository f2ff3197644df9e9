package dev.gatehouse.connection;

import dev.gatehouse.http.ConnectionAcceptance;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The sockets that accept connections, to which Vert.x 4.5.28 has no access. */
@Singleton
class Listeners implements ConnectionAcceptance {
    private static final Logger LOG = Logger.getLogger(Listeners.class);
    /** Each accepts up to 16 connections. Bounded, so that a flood of connections cannot keep the socket open. */
    private static final int READS = 1_000;

    private final Vertx vertx;

    Listeners(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * First accepts the connections that the kernel has established: it would reset them, and a proxy must not repeat a {@code
     * POST} that it has sent.
     */
    @Override
    public void close() {
        forEach(channel -> {
            acceptWaiting(channel);
            var _ = channel.close();
        });
    }

    private static void acceptWaiting(Channel channel) {
        if (channel.unsafe() instanceof NioUnsafe socket) {
            for (int i = 0; i < READS; i++) {
                socket.read();
            }
        }
    }

    /** Runs the action for each socket, on its event loop. */
    void forEach(Consumer<Channel> action) {
        ((VertxInternal) vertx)
                .getAcceptorEventLoopGroup()
                .forEach(loop -> onLoop((SingleThreadEventLoop) loop, action));
    }

    private static void onLoop(SingleThreadEventLoop loop, Consumer<Channel> action) {
        try {
            loop.execute(() -> listeners(loop).forEach(action));
        } catch (RejectedExecutionException e) {
            LOG.debugf("an event loop and its listeners have ended: %s", e.getMessage());
        }
    }

    /** A copy, since an action may close them. */
    private static List<Channel> listeners(SingleThreadEventLoop loop) {
        List<Channel> found = new ArrayList<>();
        loop.registeredChannelsIterator().forEachRemaining(channel -> {
            if (channel instanceof ServerChannel) {
                found.add(channel);
            }
        });
        return found;
    }
}
