package dev.gatehouse.connection;

import dev.gatehouse.http.EarlyRefusal;
import dev.gatehouse.http.HttpConfig;
import dev.gatehouse.http.RawRoute;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.quarkus.runtime.Quarkus;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Adds the handlers of this package to every connection, before any byte of it is read. The framework has no extension point
 * for that, so they are added through the sockets that accept.
 */
@Singleton
class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final String ACCEPT_HANDLER = "gatehouse-accept";
    private static final int FAILED = 1;

    private final HttpConfig config;
    private final EarlyRefusal refusal;
    private final Listeners listeners;
    private final RawTarget target;

    Connections(HttpConfig config, EarlyRefusal refusal, Listeners listeners, RawRoute.Table decisions) {
        this.config = config;
        this.refusal = refusal;
        this.listeners = listeners;
        this.target = new RawTarget(decisions);
    }

    /** Called as soon as the server listens, before the service is ready. */
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

    /** Waits until the framework has added its own handlers, which it does when the connection becomes active. */
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
                StrictRequests requests = new StrictRequests(options, target, config.receiveTimeout());
                LastAnswer answer = new LastAnswer(requests, config.receiveTimeout());
                pipeline.replace(DECODER, DECODER, requests);
                pipeline.addAfter(ENCODER, null, new FrameworkAnswers(refusal, requests));
                pipeline.addAfter(ENCODER, null, answer);
                pipeline.addAfter(ENCODER, null, new TruncatedRequests(requests, answer));
            } else if (context.channel().isOpen()) {
                // A connection above the maximum is closed here already, and has no handlers.
                LOG.error(
                        "The handlers of the HTTP server are not where they are expected. The service ends, because it"
                                + " cannot parse requests strictly.");
                Quarkus.asyncExit(FAILED);
            }
            context.fireChannelActive();
            pipeline.remove(this);
        }
    }
}
