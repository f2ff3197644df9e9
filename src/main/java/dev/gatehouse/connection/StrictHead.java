package dev.gatehouse.connection;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/**
 * Checks of a request's head that Netty 4.1.140 does not make (RFC 9112 §2.2, §3, §5.2, §6.1). Threat: request smuggling by
 * first lines and fields that two servers split differently.
 */
final class StrictHead {
    private static final byte LINE_FEED = '\n';

    private int wordEnd;
    private boolean folded;

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
            if (line[i] <= ' ' || line[i] == 0x7F || line[i] == '#') {
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

    /** Checks complete lines of a head. */
    void lines(ByteBuf in, int begin, int end) {
        int line = begin;
        while (line < end && !folded) {
            byte first = in.getByte(line);
            folded = first == ' ' || first == '\t';
            int feed = in.indexOf(line, end, LINE_FEED);
            line = feed < 0 ? end : feed + 1;
        }
    }

    /** Checks the complete head, and resets the state for the next. */
    void check(HttpMessage message) {
        boolean wasFolded = folded;
        folded = false;
        if (wasFolded) {
            throw malformed("a folded field");
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
