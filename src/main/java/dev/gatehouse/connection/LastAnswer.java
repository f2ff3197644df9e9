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
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the connection with an answer that has {@code Connection: close} (RFC 9112 §9.6): no request after it is read, processed
 * or answered. Threat: request smuggling by bytes behind a refused request, which Vert.x 4.5.28 would read as the next one.
 *
 * <p>If the client may still be sending, only the output is closed, and input is discarded until the client closes too or a
 * timeout ends: unread bytes would make the kernel reset the connection, and the answer could be lost.
 */
final class LastAnswer extends ChannelOutboundHandlerAdapter {
    private final StrictRequests requests;
    private final Duration timeout;
    private boolean begun;
    private @Nullable ChannelFuture last;
    private boolean lingering;

    LastAnswer(StrictRequests requests, Duration timeout) {
        this.requests = requests;
        this.timeout = timeout;
    }

    /** Whether the last answer has begun, after which no request is processed. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
        if (part instanceof LastHttpContent && !isInterim(part)) {
            requests.answered();
        }
        if (last != null) {
            // The framework closes when this write is done, which must not be before the answer is sent.
            ReferenceCountUtil.release(part);
            last.addListener(_ -> promise.trySuccess());
            return;
        }
        if (part instanceof HttpResponse answer && isLast(answer)) {
            begun = true;
            lingering = requests.stop();
        }
        if (begun && part instanceof LastHttpContent) {
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
            ScheduledFuture<?> deadline = context.executor()
                    .schedule(
                            () -> {
                                ChannelFuture _ = context.close();
                            },
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(_ -> deadline.cancel(false));
            channel.config().setAutoRead(true);
            ChannelFuture _ = duplex.shutdownOutput();
        } else {
            ChannelFuture _ = context.close();
        }
    }

    /** The framework closes right after some answers. If the client may still be sending, {@link #end} closes later. */
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
