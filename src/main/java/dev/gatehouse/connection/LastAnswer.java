package dev.gatehouse.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the connection with the answer that says so (RFC 9112 §9.6): nothing after it is read as a request, begun or answered.
 * Threat: request smuggling by bytes behind a refused request, which Vert.x 4.5.28 would read as the next one.
 *
 * <p>Where the client may still be sending, only our side of the connection is closed, and what comes is discarded, until the
 * client closes too or its time is over: unread bytes would make the kernel reset the connection, and a client that sends before
 * it reads would never see the answer.
 */
final class LastAnswer extends ChannelOutboundHandlerAdapter {
    private static final AttributeKey<Boolean> GIVEN = AttributeKey.valueOf("gatehouse-last-answer");

    private final StrictRequests requests;
    private final Duration patience;
    private boolean announced;
    private @Nullable ChannelFuture last;
    private boolean lingering;

    LastAnswer(StrictRequests requests, Duration patience) {
        this.requests = requests;
        this.patience = patience;
    }

    /** Whether the answer has been given after which nothing more is begun. */
    static boolean isGiven(Channel channel) {
        return channel.hasAttr(GIVEN);
    }

    @Override
    public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
        if (part instanceof LastHttpContent && !isInterim(part)) {
            requests.answered();
        }
        if (last != null) {
            // The framework writes once more and closes when that is done: it is done when the answer is sent.
            ReferenceCountUtil.release(part);
            last.addListener(_ -> promise.trySuccess());
            return;
        }
        if (part instanceof HttpResponse answer && isLast(answer)) {
            announced = true;
            lingering = requests.stop();
            context.channel().attr(GIVEN).set(true);
        }
        if (announced && part instanceof LastHttpContent) {
            last = context.write(part, promise.unvoid().addListener(_ -> end(context)));
        } else {
            ChannelFuture _ = context.write(part, promise);
        }
    }

    private static boolean isInterim(Object part) {
        return part instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private static boolean isLast(HttpResponse answer) {
        return !isInterim(answer)
                && answer.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private void end(ChannelHandlerContext context) {
        Channel channel = context.channel();
        if (lingering && channel.isActive() && channel instanceof DuplexChannel duplex) {
            ScheduledFuture<?> out = context.executor()
                    .schedule(
                            () -> {
                                ChannelFuture _ = context.close();
                            },
                            patience.toMillis(),
                            TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(_ -> out.cancel(false));
            channel.config().setAutoRead(true);
            ChannelFuture _ = duplex.shutdownOutput();
        } else {
            ChannelFuture _ = context.close();
        }
    }

    /** The framework closes right after some answers; then the promise is kept when the connection has ended. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (last != null && lingering) {
            context.flush();
            context.channel().closeFuture().addListener(_ -> promise.trySuccess());
        } else {
            ChannelFuture _ = context.close(promise);
        }
    }
}
