package dev.gatehouse.connection;

import dev.gatehouse.http.HttpConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import io.quarkus.runtime.Quarkus;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Puts {@link StrictRequests}, {@link TruncatedRequests}, {@link LastAnswer} and {@link FrameworkAnswers} on every connection, where nothing above has seen a
 * byte of it. The framework offers no place for that, so it is done on the channels that accept.
 */
@Singleton
class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final String ACCEPT_HANDLER = "gatehouse-accept";
    private static final AttributeKey<Boolean> PROTECTED = AttributeKey.valueOf("gatehouse-protected");
    private static final int FAILED = 1;

    private final HttpConfig config;
    private final FrameworkAnswers answers;
    private final Listeners listeners;

    Connections(HttpConfig config, FrameworkAnswers answers, Listeners listeners) {
        this.config = config;
        this.answers = answers;
        this.listeners = listeners;
    }

    /**
     * Whether the handlers of this package are on the connection. They are missing where it was accepted in the moment between
     * the begin of listening and {@link #install}.
     */
    static boolean isProtected(Channel channel) {
        return channel.hasAttr(PROTECTED);
    }

    /** As soon as the server listens, which is before the service is ready. */
    void install(@ObservesAsync HttpServerStart start) {
        listeners.forEach(channel -> install(channel, start.options()));
    }

    private void install(Channel channel, HttpServerOptions options) {
        if (channel.pipeline().get(ACCEPT_HANDLER) == null) {
            channel.pipeline().addFirst(ACCEPT_HANDLER, new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object accepted) {
                    ((Channel) accepted).pipeline().addLast(new HandlerInstaller(options));
                    context.fireChannelRead(accepted);
                }
            });
        }
    }

    /** Waits until the framework has set up its own handlers, which is done when the connection becomes active. */
    private final class HandlerInstaller extends ChannelInboundHandlerAdapter {
        private static final String DECODER = "httpDecoder";
        private static final String ENCODER = "httpEncoder";

        private final HttpServerOptions options;

        HandlerInstaller(HttpServerOptions options) {
            this.options = options;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ChannelPipeline pipeline = context.pipeline();
            if (pipeline.get(DECODER) != null && pipeline.get(ENCODER) != null) {
                StrictRequests requests = new StrictRequests(options, config.receiveTimeout());
                pipeline.replace(DECODER, DECODER, requests);
                pipeline.addAfter(ENCODER, null, answers);
                pipeline.addAfter(ENCODER, null, new LastAnswer(requests, config.receiveTimeout()));
                pipeline.addAfter(ENCODER, null, new TruncatedRequests(requests));
                context.channel().attr(PROTECTED).set(true);
            } else if (context.channel().isOpen()) {
                // Not the connection that was one too many, which is closed by now.
                LOG.error(
                        "The handlers of the HTTP server are not where they are expected: the service ends, because it"
                                + " would read requests less strictly than it must.");
                Quarkus.asyncExit(FAILED);
            }
            context.fireChannelActive();
            pipeline.remove(this);
        }
    }
}
