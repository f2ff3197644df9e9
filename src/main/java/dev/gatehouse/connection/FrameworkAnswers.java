package dev.gatehouse.connection;

import dev.gatehouse.http.EarlyRefusal;
import dev.gatehouse.http.IpAddress;
import dev.gatehouse.http.RequestId;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Replaces the answers that the framework gives below the router, each of which ends its connection, by problem details.
 *
 * <p>Threat: attacks that leave no trace. Vert.x 4.5.28 refuses what is not HTTP without a body, header fields or a log line.
 */
class FrameworkAnswers extends ChannelOutboundHandlerAdapter {
    private final EarlyRefusal refusal;
    private final StrictRequests requests;

    FrameworkAnswers(EarlyRefusal refusal, StrictRequests requests) {
        this.refusal = refusal;
        this.requests = requests;
    }

    @Override
    public void write(ChannelHandlerContext context, Object answer, ChannelPromise promise) {
        if (answer instanceof HttpResponse bare && answer instanceof LastHttpContent && isVertxError(bare)) {
            ReferenceCountUtil.release(answer);
            ChannelFuture _ = context.write(withProblem(bare.status(), context.channel()), promise);
        } else {
            ChannelFuture _ = context.write(answer, promise);
        }
    }

    /** An answer from the router has a request id. */
    private static boolean isVertxError(HttpResponse answer) {
        return answer.status().code() >= HttpResponseStatus.BAD_REQUEST.code()
                && !answer.headers().contains(RequestId.HEADER);
    }

    private FullHttpResponse withProblem(HttpResponseStatus status, Channel channel) {
        EarlyRefusal.Form form = refusal.end(
                status.code(),
                IpAddress.of(channel.remoteAddress()),
                channel.pipeline().get(SslHandler.class) != null,
                requests.origin());
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        int bytes = ByteBufUtil.writeUtf8(answer.content(), form.body());
        HttpHeaders headers = answer.headers();
        form.fields().forEach(field -> headers.set(field.getKey(), field.getValue()));
        headers.set(HttpHeaderNames.CONTENT_LENGTH, bytes);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }
}
