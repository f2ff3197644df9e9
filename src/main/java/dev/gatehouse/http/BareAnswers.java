package dev.gatehouse.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
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
import io.netty.util.ReferenceCountUtil;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.MDC;

/**
 * Gives the answers of the server below the router the form of all others: what is not HTTP never gets to a filter, and would
 * be refused without a body, a header or a line in the log.
 */
@Singleton
@Sharable
class BareAnswers extends ChannelOutboundHandlerAdapter {
    private final RefusalBody body;
    private final SecurityHeaders securityHeaders;
    private final List<RequestListener> listeners;
    private final DateField date;
    private final Clock clock;

    BareAnswers(
            RefusalBody body,
            SecurityHeaders securityHeaders,
            DateField date,
            @All List<RequestListener> listeners,
            Clock clock) {
        this.body = body;
        this.securityHeaders = securityHeaders;
        this.date = date;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public void write(ChannelHandlerContext context, Object answer, ChannelPromise promise) {
        if (answer instanceof HttpResponse bare && answer instanceof LastHttpContent && isBare(bare)) {
            ReferenceCountUtil.release(answer);
            ChannelFuture _ = context.write(
                    dressed(bare.status(), context.channel().remoteAddress()),
                    promise.unvoid().addListener(ChannelFutureListener.CLOSE));
        } else {
            ChannelFuture _ = context.write(answer, promise);
        }
    }

    /** Whatever has passed the router has an id. */
    private static boolean isBare(HttpResponse answer) {
        return answer.status().code() >= HttpResponseStatus.BAD_REQUEST.code()
                && !answer.headers().contains(RequestId.HEADER);
    }

    private FullHttpResponse dressed(HttpResponseStatus status, SocketAddress peer) {
        String id = RequestId.timeOrdered(clock.millis()).toString();
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        int bytes = ByteBufUtil.writeUtf8(answer.content(), body.of(status.code(), id));
        HttpHeaders headers = answer.headers();
        headers.set(RequestId.HEADER, id);
        securityHeaders.always().forEach(field -> headers.set(field.getKey(), field.getValue()));
        headers.set(DateField.NAME, date.now());
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        headers.set(HttpHeaderNames.CONTENT_LENGTH, bytes);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        tell(
                id,
                new RequestEnd(
                        "OTHER", RouteTemplate.UNMATCHED, status.code(), Duration.ZERO, bytes, address(peer), ""));
        return answer;
    }

    private void tell(String id, RequestEnd request) {
        MDC.put(RequestId.KEY, id);
        listeners.forEach(listener -> listener.ended(request));
        MDC.remove(RequestId.KEY);
    }

    private static String address(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "";
    }
}
