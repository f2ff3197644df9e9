package dev.gatehouse.connection;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.net.impl.VertxHandler;
import java.io.IOException;

/**
 * Ends an incomplete request when its connection ends.
 *
 * <p>Threat: exhaustion of connections. If a pipelined request is incomplete, Vert.x 4.5.28 does not notice the end: it counts
 * the connection as open for ever, and does not cancel the request before. A request that is ended here is not processed: {@link
 * VertxRequestInternals#isOpen} is false.
 */
final class TruncatedRequests extends ChannelInboundHandlerAdapter {
    private final StrictRequests requests;
    private final LastAnswer answer;
    private boolean arriving;

    TruncatedRequests(StrictRequests requests, LastAnswer answer) {
        this.requests = requests;
        this.answer = answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        // A refused head may be a LastHttpContent too, but the framework waits for another.
        if (part instanceof HttpRequest) {
            arriving = true;
        } else if (part instanceof LastHttpContent) {
            arriving = false;
        }
        context.fireChannelRead(part);
    }

    /** The framework would report a reset connection, and a request that was refused already, as a failure. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            ChannelFuture _ = context.close();
        } else if (!answer.hasBegun()) {
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
        // The answer to the request before may be written although the framework still waits for it.
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
