package dev.gatehouse.connection;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the origin of the page that sent a request whose head was refused before it was parsed. */
final class ReadableOrigin {
    private static final Pattern FIELD =
            Pattern.compile("\\norigin:[ \\t]*+([!-~]++)[ \\t]*+\\r", Pattern.CASE_INSENSITIVE);
    /** More than the head of a browser's request. */
    private static final int MAX_BYTES = 1 << 16;

    private ReadableOrigin() {}

    /**
     * Returns the origin, or an empty text.
     *
     * @param bytes the bytes of the request that have arrived and were not parsed before
     * @param from where they begin
     */
    static String of(ByteBuf bytes, int from) {
        String text =
                bytes.toString(from, Math.min(MAX_BYTES, bytes.writerIndex() - from), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        Matcher field = FIELD.matcher(end < 0 ? text : text.substring(0, end + 2));
        return field.find() ? field.group(1) : "";
    }
}
