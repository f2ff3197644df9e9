package dev.gatehouse.connection;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.net.impl.VertxHandler;
import java.io.IOException;

/**
 * Ends what has arrived of a request when its connection ends.
 *
 * <p>Threat: exhaustion of connections. Where the rest of a request waits for the answer to another, Vert.x 4.5.28 never sees
 * the end: the connection counts as open for ever, and the request before it is not told that its client is gone. What is ended
 * here is not taken for a whole request: {@link VertxRequestInternals#isOpen} lets nothing begin any more.
 */
final class TruncatedRequests extends ChannelInboundHandlerAdapter {
    private final StrictRequests requests;
    private boolean arriving;

    TruncatedRequests(StrictRequests requests) {
        this.requests = requests;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        // A head that was refused may be the last part too, but the framework waits for another.
        if (part instanceof HttpRequest) {
            arriving = true;
        } else if (part instanceof LastHttpContent) {
            arriving = false;
        }
        context.fireChannelRead(part);
    }

    /**
     * A connection that was reset is closed like any other: the framework would make a failure of it, and of a request that has
     * been refused already.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            ChannelFuture _ = context.close();
        } else if (!LastAnswer.isGiven(context.channel())) {
            context.fireExceptionCaught(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        VertxHandler<?> server = context.pipeline().get(VertxHandler.class);
        if (arriving && requests.waiting() > 1) {
            end(context);
        }
        context.fireChannelInactive();
        // The answer before it may be written, and the framework not know yet.
        if (arriving && server != null && !server.getConnection().closeFuture().isComplete()) {
            end(context);
            context.fireChannelInactive();
        }
    }

    private void end(ChannelHandlerContext context) {
        arriving = false;
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
}
