package dev.gatehouse.connection;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The origin of the page that sent a request, also of one that was refused before its head was read. */
final class ReadableOrigin {
    private static final Pattern FIELD =
            Pattern.compile("\\norigin:[ \\t]*+([!-~]++)[ \\t]*+\\r", Pattern.CASE_INSENSITIVE);
    /** More than browsers send in a head. */
    private static final int MOST = 1 << 16;

    private ReadableOrigin() {}

    /**
     * The origin, or an empty text.
     *
     * @param bytes what has come of the request and was not read before
     * @param from where it begins there
     */
    static String of(HttpRequest request, ByteBuf bytes, int from) {
        @Nullable String read = request.headers().get(HttpHeaderNames.ORIGIN);
        if (read != null) {
            return read;
        }
        String text = bytes.toString(from, Math.min(MOST, bytes.writerIndex() - from), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        Matcher field = FIELD.matcher(end < 0 ? text : text.substring(0, end + 2));
        return field.find() ? field.group(1) : "";
    }
}
