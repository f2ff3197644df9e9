package dev.gatehouse.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The position of a request in a distributed trace (W3C Trace Context, level 1): continued from a valid {@code traceparent},
 * else begun here.
 *
 * @param traceId 32 hexadecimal digits, the same in all services that the request passes
 * @param spanId 16 hexadecimal digits, for this service's part of the trace
 * @param flags two hexadecimal digits; {@code 01} requests to record the trace
 */
record TraceContext(String traceId, String spanId, String flags) implements RequestSpan {
    static final String HEADER = "traceparent";

    /** Version 00 ends with the flags; later versions may add fields, which are ignored. */
    private static final Pattern PARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");

    private static final String FIRST_VERSION = "00";
    private static final String NOT_RECORDED = "00";
    private static final HexFormat HEX = HexFormat.of();

    /** The context in the header, with a new span. */
    static TraceContext of(@Nullable String header) {
        if (header != null) {
            Matcher parent = PARENT.matcher(header);
            if (parent.matches() && (parent.group(4) == null || !parent.group(1).equals(FIRST_VERSION))) {
                return new TraceContext(parent.group(2), randomHex(), parent.group(3));
            }
        }
        return new TraceContext(randomHex() + randomHex(), randomHex(), NOT_RECORDED);
    }

    /** 16 digits; never all zeros, which the standard forbids. */
    private static String randomHex() {
        return HEX.toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
    }
}
