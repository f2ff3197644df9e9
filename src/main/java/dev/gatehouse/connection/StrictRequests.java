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
 * Parses the requests of one connection. Threats: request smuggling (RFC 9112 §11.2), against which parsing is strict;
 * slowloris, against which each request has a timeout; pipelining floods, against which few requests may wait for answers.
 * Vert.x 4.5.28 with Netty 4.1.140 parses leniently, has no timeout for a request, and queues without a bound.
 */
final class StrictRequests extends VertxHttpRequestDecoder {
    /** Requests that may wait for their answers; browsers send one at a time. */
    private static final int MAX_WAITING = 32;
    /** Bytes of answers that may wait for the client to read them. */
    private static final long MAX_UNREAD = 1 << 20;

    private final RawTarget target;
    private final Duration timeout;
    private final StrictHead head = new StrictHead();
    private boolean arriving;
    private boolean headArrived;
    private boolean refused;
    private boolean late;
    private boolean stopped;
    private int waiting;
    private int checked;
    private String origin = "";
    private @Nullable ByteBuf unread;
    private @Nullable HttpRequest current;
    private @Nullable ScheduledFuture<?> deadline;

    StrictRequests(HttpServerOptions options, RawTarget target, Duration timeout) {
        super(options);
        this.target = target;
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
        return target.legal(super.splitSecondWordInitialLine(line, start, length));
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        head.version(line, start, length);
        return super.splitThirdWordInitialLine(line, start, length);
    }

    @Override
    protected HttpMessage createMessage(String[] firstLine) {
        return StrictHead.message(firstLine);
    }

    /** Called by the decoder when it has the whole head. It refuses the request if this throws. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (waiting >= MAX_WAITING) {
            throw new IllegalArgumentException("too many pipelined requests");
        }
        checkLines();
        head.check(message);
        return super.isContentAlwaysEmpty(message);
    }

    /** Checks the lines that the decoder has consumed: it consumes whole lines, and a head in one or more calls. */
    private void checkLines() {
        if (unread != null && !headArrived) {
            checked = head.lines(unread, checked, unread.readerIndex());
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (stopped) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int before = out.size();
        int from = in.readerIndex();
        unread = in;
        checked = from;
        super.decode(context, in, out);
        if (out.size() == before) {
            checkLines();
        }
        unread = null;
        arriving = true;
        for (int i = before; i < out.size(); i++) {
            if (out.get(i) instanceof HttpRequest request) {
                headArrived = true;
                waiting++;
                current = request;
                refused = request.decoderResult().isFailure();
                origin = refused ? ReadableOrigin.of(in, from) : "";
            }
            if (out.get(i) instanceof LastHttpContent last) {
                if (last.decoderResult().isFailure() && current != null && last != current) {
                    // The framework would close the connection before the answer, or throw if another request waits.
                    // So the body ends here, and the request counts as malformed.
                    current.setDecoderResult(last.decoderResult());
                    refused = true;
                    out.set(i, LastHttpContent.EMPTY_LAST_CONTENT);
                }
                arrived();
            }
        }
        if (refused) {
            arrived(); // Nothing more is parsed, and the connection ends with the answer, so the timeout ends.
        }
    }

    /** Parses no more requests. Returns whether the client may still be sending. */
    boolean stop() {
        stopped = true;
        if (current != null) {
            current.setDecoderResult(DecoderResult.SUCCESS); // The framework would report the failure again.
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
        // Once the output is closed, nothing can be written, and input is discarded.
        boolean over = context.channel() instanceof DuplexChannel duplex && duplex.isOutputShutdown();
        if (!over && context.channel().bytesBeforeWritable() > MAX_UNREAD) {
            ChannelFuture _ = context.close();
        } else if (arriving && deadline == null) {
            deadline = context.executor().schedule(() -> tooSlow(context), timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Answers only if the client cannot take the answer for that to an earlier request. */
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

    /** The origin of the page that sent the last request; empty if unknown. */
    String origin() {
        @Nullable String read = current == null ? null : current.headers().get(HttpHeaderNames.ORIGIN);
        return read == null ? origin : read;
    }

    /** The number of requests that have begun and are not answered. */
    int waiting() {
        return waiting;
    }

    void answered() {
        waiting--;
    }
}
