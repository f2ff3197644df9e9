package dev.gatehouse.connection;

import dev.gatehouse.http.ConnectionAcceptance;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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

/** The sockets that accept connections. Vert.x 4.5.28 offers no access to them. */
@Singleton
class Listeners implements ConnectionAcceptance {
    private static final Logger LOG = Logger.getLogger(Listeners.class);
    /** Each accepts up to 16 connections; a flood of them must not keep the socket open. */
    private static final int MOST_READS = 1_000;

    private final Vertx vertx;

    Listeners(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Accepts no further connection: whoever connects is refused, and can try elsewhere. Connections that are there stay, and so
     * does what is under way on them. Those that the kernel has made already are accepted first: it would reset them, and a
     * proxy must not repeat a {@code POST} that it has sent.
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
            Accepted accepted = new Accepted();
            channel.pipeline().addFirst(accepted);
            int reads = 0;
            do {
                accepted.any = false;
                socket.read();
                reads++;
            } while (accepted.any && reads < MOST_READS);
        }
    }

    /** Notes whether a read accepted any connection. */
    private static final class Accepted extends ChannelInboundHandlerAdapter {
        private boolean any;

        @Override
        public void channelRead(ChannelHandlerContext context, Object connection) {
            any = true;
            context.fireChannelRead(connection);
        }
    }

    /** On the thread of each. */
    void forEach(Consumer<Channel> action) {
        ((VertxInternal) vertx)
                .getAcceptorEventLoopGroup()
                .forEach(loop -> onThreadOf((SingleThreadEventLoop) loop, action));
    }

    private static void onThreadOf(SingleThreadEventLoop loop, Consumer<Channel> action) {
        try {
            loop.execute(() -> listeners(loop).forEach(action));
        } catch (RejectedExecutionException e) {
            LOG.debugf("a thread has ended, and its listeners with it: %s", e.getMessage());
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
