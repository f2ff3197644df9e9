package dev.gatehouse.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
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
 * Reads the requests of one connection. Threats: request smuggling (RFC 9112 §11.2), since every server on the way must read a
 * request alike; slowloris, since each request must arrive in time; pipelining floods, since few requests may wait for answers.
 * Vert.x 4.5.28 with Netty 4.1.140 reads leniently, has no time limit for a request, and queues without a bound.
 */
final class StrictRequests extends VertxHttpRequestDecoder {
    /** Requests that may wait for their answers; browsers send one at a time. */
    private static final int MOST_WAITING = 32;
    /** Bytes of answers that may wait for the client to read them. */
    private static final long MOST_UNREAD = 1 << 20;

    private final Duration timeout;
    private final StrictHead head = new StrictHead();
    private boolean arriving;
    private boolean headArrived;
    private boolean refused;
    private boolean late;
    private boolean stopped;
    private int waiting;
    private int seen;
    private String origin = "";
    private @Nullable ByteBuf unread;
    private @Nullable HttpRequest current;
    private @Nullable ScheduledFuture<?> deadline;

    StrictRequests(HttpServerOptions options, Duration timeout) {
        super(options);
        this.timeout = timeout;
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        head.method(start, length);
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        head.target(line, start, length);
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        head.version(line, start, length);
        return super.splitThirdWordInitialLine(line, start, length);
    }

    /** The decoder asks this when it has the whole head, and refuses the request when there is an exception. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (waiting >= MOST_WAITING) {
            throw new IllegalArgumentException("too many at once");
        }
        seeLines();
        head.check(message);
        return super.isContentAlwaysEmpty(message);
    }

    /** Shows the lines that the decoder has taken; it takes whole ones only, and a head's in one or more steps. */
    private void seeLines() {
        if (unread != null && !headArrived) {
            head.lines(unread, seen, unread.readerIndex());
            seen = unread.readerIndex();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (stopped) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int before = out.size();
        unread = in;
        int from = in.readerIndex();
        seen = from;
        super.decode(context, in, out);
        if (out.size() == before) {
            seeLines();
        }
        unread = null;
        arriving = true;
        for (int i = before; i < out.size(); i++) {
            if (out.get(i) instanceof HttpRequest request) {
                headArrived = true;
                waiting++;
                current = request;
                refused = request.decoderResult().isFailure();
                origin = refused ? ReadableOrigin.of(request, in, from) : "";
            }
            if (out.get(i) instanceof LastHttpContent last) {
                if (last.decoderResult().isFailure() && current != null && last != current) {
                    // The framework would close the connection before the answer, or fail on it behind another request.
                    // So the
                    // body ends here, and what is malformed is the request.
                    current.setDecoderResult(last.decoderResult());
                    refused = true;
                    out.set(i, LastHttpContent.EMPTY_LAST_CONTENT);
                }
                arrived();
            }
        }
        if (refused) {
            // Nothing more is read; the connection ends with the answer.
            arrived();
        }
    }

    /** Reads no more requests. True if the client may still be sending one, or more after one that is refused. */
    boolean stop() {
        stopped = true;
        if (current != null) {
            // It has been answered: the framework would report once more what is malformed, on a connection that has
            // ended.
            current.setDecoderResult(DecoderResult.SUCCESS);
        }
        return !late && (arriving || refused);
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
        // Nothing can be written once our side is closed; what is read then is thrown away.
        boolean over = context.channel() instanceof DuplexChannel duplex && duplex.isOutputShutdown();
        if (!over && context.channel().bytesBeforeWritable() > MOST_UNREAD) {
            ChannelFuture _ = context.close();
        } else if (arriving && deadline == null) {
            deadline = context.executor().schedule(() -> tooSlow(context), timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** An answer is told only where it can be told from the answers to earlier requests. */
    private void tooSlow(ChannelHandlerContext context) {
        late = true;
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

    /** The origin of the page that sent the last request, if it can be read; else empty. */
    String origin() {
        @Nullable String read = current == null ? null : current.headers().get(HttpHeaderNames.ORIGIN);
        return read == null ? origin : read;
    }

    /** How many requests have begun and are not answered. */
    int waiting() {
        return waiting;
    }

    /** One of them is answered. */
    void answered() {
        waiting--;
    }
}
