package dev.gatehouse.connection;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.impl.HttpUtils;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.List;

/**
 * Checks of a request's head that Netty 4.1.140 does not make (RFC 9112 §2.2, §3, §5.2, §6.1). Threat: request smuggling by
 * first lines and fields that two servers split differently.
 */
final class StrictHead {
    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';
    private static final byte TAB = '\t';
    private static final byte DELETE = 0x7F;

    private int wordEnd;
    private boolean folded;
    private boolean hasControls;

    /** A request as Vert.x creates it, but for the check of the values. */
    static HttpMessage message(String[] firstLine) {
        return new DefaultHttpRequest(
                HttpVersion.valueOf(firstLine[2]),
                HttpMethod.valueOf(firstLine[0]),
                firstLine[1],
                new HeadersMultiMap(StrictHead::checkName));
    }

    /** {@link #lines} checks the values: Vert.x would, one character at a time. */
    private static void checkName(CharSequence name, CharSequence value) {
        HttpUtils.validateHeaderName(name);
    }

    private static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException(what);
    }

    /** The first line begins with the method. */
    void method(int start, int length) {
        if (start != 0) {
            throw malformed("blank before the method");
        }
        wordEnd = length;
    }

    /** One blank, then visible ASCII characters without {@code #}, which clients never send. */
    void target(byte[] line, int start, int length) {
        next(line, start, length);
        for (int i = start; i < start + length; i++) {
            if (line[i] <= ' ' || line[i] == DELETE || line[i] == '#') {
                throw malformed("malformed target");
            }
        }
    }

    /** One blank, then the version. */
    void version(byte[] line, int start, int length) {
        next(line, start, length);
    }

    private void next(byte[] line, int start, int length) {
        if (start != wordEnd + 1 || line[wordEnd] != ' ') {
            throw malformed("malformed first line");
        }
        wordEnd = start + length;
    }

    /** Checks complete lines of a head, and returns where they end. */
    int lines(ByteBuf in, int begin, int end) {
        int line = begin;
        while (line < end && !folded && !hasControls) {
            byte first = in.getByte(line);
            folded = first == ' ' || first == TAB;
            int feed = in.indexOf(line, end, LINE_FEED);
            int lineEnd = feed < 0 ? end : feed;
            hasControls = hasControls(in, line, withoutReturn(in, line, lineEnd));
            line = lineEnd + 1;
        }
        return end;
    }

    private static int withoutReturn(ByteBuf in, int begin, int end) {
        return end > begin && in.getByte(end - 1) == CARRIAGE_RETURN ? end - 1 : end;
    }

    /** RFC 9110 §5.5. Eight bytes at a time: a token is most of a head. */
    private static boolean hasControls(ByteBuf in, int begin, int end) {
        int at = begin;
        while (at + Long.BYTES <= end) {
            if (ControlBytes.mayBeIn(in.getLong(at)) && isControlIn(in, at, at + Long.BYTES)) {
                return true;
            }
            at += Long.BYTES;
        }
        return isControlIn(in, at, end);
    }

    private static boolean isControlIn(ByteBuf in, int begin, int end) {
        for (int at = begin; at < end; at++) {
            byte one = in.getByte(at);
            if ((one >= 0 && one < ' ' && one != TAB) || one == DELETE) {
                return true;
            }
        }
        return false;
    }

    /** Checks the complete head, and resets the state for the next. */
    void check(HttpMessage message) {
        boolean wasFolded = folded;
        boolean hadControls = hasControls;
        folded = false;
        hasControls = false;
        if (wasFolded) {
            throw malformed("a folded field");
        }
        if (hadControls) {
            throw malformed("a control character");
        }
        boolean current = message.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (!current && !message.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw malformed("unknown version");
        }
        if (message instanceof HttpRequest request && !isTarget(request.method(), request.uri())) {
            throw malformed("malformed target");
        }
        HttpHeaders headers = message.headers();
        if (headers.getAll(HttpHeaderNames.HOST).size() > 1 || headers.contains("")) {
            throw malformed("malformed header");
        }
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty()
                && (!current
                        || encodings.size() > 1
                        || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.getFirst())
                        || headers.contains(HttpHeaderNames.CONTENT_LENGTH))) {
            throw malformed("unclear length");
        }
    }

    /** RFC 9112 §3.2: a path, an absolute URI, {@code *} with OPTIONS, or the authority of a CONNECT. */
    private static boolean isTarget(HttpMethod method, String target) {
        if (method.equals(HttpMethod.CONNECT)) {
            return true;
        }
        return target.startsWith("/")
                || target.regionMatches(true, 0, "http://", 0, 7)
                || target.regionMatches(true, 0, "https://", 0, 8)
                || (target.equals("*") && method.equals(HttpMethod.OPTIONS));
    }
}
