package dev.gatehouse.http;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The channels that accept connections. The framework offers no access to them. */
@Singleton
public class Listeners {
    private static final Logger LOG = Logger.getLogger(Listeners.class);

    private final Vertx vertx;

    Listeners(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Accepts no further connection: whoever connects is refused, and can try elsewhere. Connections that are there stay, and so
     * does what is under way on them.
     */
    public void close() {
        forEach(channel -> {
            var _ = channel.close();
        });
    }

    /** On the thread of each. */
    public void forEach(Consumer<Channel> action) {
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
