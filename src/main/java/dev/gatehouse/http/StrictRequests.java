package dev.gatehouse.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one connection: only those that every server on the way must read alike (RFC 9112 §11.2), each within
 * a time, and no more at once than a client waits for. Without it a byte a second keeps a connection for ever, and requests
 * that nobody waits for pile up in memory.
 */
final class StrictRequests extends VertxHttpRequestDecoder {
    /** Requests that may wait for their answers; browsers send one at a time. */
    private static final int MOST_WAITING = 32;
    /** Bytes of answers that may wait for the client to read them. */
    private static final long MOST_UNREAD = 1 << 20;

    private final Duration timeout;
    private boolean arriving;
    private boolean headArrived;
    private boolean refused;
    private int waiting;
    private @Nullable ScheduledFuture<?> deadline;

    StrictRequests(HttpServerOptions options, Duration timeout) {
        super(options);
        this.timeout = timeout;
    }

    /** The decoder asks this when it has the whole head, and refuses the request when there is an exception. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (waiting >= MOST_WAITING) {
            throw new IllegalArgumentException("too many at once");
        }
        HttpHeaders headers = message.headers();
        boolean current = message.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (!current && !message.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw new IllegalArgumentException("unknown version");
        }
        if (headers.getAll(HttpHeaderNames.HOST).size() > 1 || headers.contains("")) {
            throw new IllegalArgumentException("malformed header");
        }
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty()
                && (!current
                        || encodings.size() > 1
                        || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.getFirst())
                        || headers.contains(HttpHeaderNames.CONTENT_LENGTH))) {
            throw new IllegalArgumentException("unclear length");
        }
        return super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(context, in, out);
        arriving = true;
        for (Object part : out.subList(before, out.size())) {
            if (part instanceof HttpRequest request) {
                headArrived = true;
                waiting++;
                refused = request.decoderResult().isFailure();
            }
            if (part instanceof LastHttpContent) {
                arrived();
            }
        }
        if (refused) {
            // Nothing more is read; the connection ends with the answer.
            arrived();
        }
    }

    private void arrived() {
        arriving = false;
        headArrived = false;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        if (context.channel().bytesBeforeWritable() > MOST_UNREAD) {
            ChannelFuture _ = context.close();
        } else if (arriving && deadline == null) {
            deadline = context.executor().schedule(() -> tooSlow(context), timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** An answer is told only where it can be told from the answers to earlier requests. */
    private void tooSlow(ChannelHandlerContext context) {
        if (headArrived || waiting > 0) {
            ChannelFuture _ = context.close();
        } else {
            ChannelFuture _ = context.channel()
                    .writeAndFlush(
                            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        arrived();
        super.handlerRemoved0(context);
    }

    /** How many requests have begun and are not answered. */
    int waiting() {
        return waiting;
    }

    /** Counts the answers. */
    ChannelHandler answers() {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
                boolean interim = part instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
                if (part instanceof LastHttpContent && !interim) {
                    waiting--;
                }
                ChannelFuture _ = context.write(part, promise);
            }
        };
    }
}
