package dev.gatehouse.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lets in one form of body only, whatever the route: JSON in UTF-8 (RFC 8259 §8.1), not compressed. The JSON parser would
 * guess other encodings and mend broken ones, and what it reads then is not what a filter in front of the service read.
 */
final class BodyForm {
    private static final int MALFORMED = 400;
    private static final int UNSUPPORTED = 415;
    private static final CharSequence JSON_TYPE = HttpHeaders.createOptimized("application/json");
    private static final Pattern JSON =
            Pattern.compile("application/json[ \\t]*(?:;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private BodyForm() {}

    /** Without a body there is nothing to judge; whether there is one in chunks shows only when the first arrives. */
    static boolean hasJsonContentType(RoutingContext context) {
        if (BodyLimit.announced(context.request()) == 0 || isPlainJson(context.request())) {
            return true;
        }
        context.fail(UNSUPPORTED);
        return false;
    }

    static boolean isPlainJson(HttpServerRequest request) {
        List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1
                && JSON.matcher(types.getFirst()).matches()
                && request.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                        .allMatch("identity"::equalsIgnoreCase);
    }

    /** Refuses what is not in UTF-8. */
    static boolean isUtf8(RoutingContext context) {
        Buffer body = context.body().buffer();
        if (body != null && !isText(body.getBytes())) {
            context.fail(MALFORMED);
            return false;
        }
        return true;
    }

    /** Replaces the type, because the framework does not understand some spellings, and judges it where there is no body too. */
    static void setPlainType(RoutingContext context) {
        context.request().headers().set(HttpHeaders.CONTENT_TYPE, JSON_TYPE);
    }

    /** In UTF-8, and without the NUL that JSON never has but other encodings of it always do. */
    private static boolean isText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .noneMatch(c -> c == 0);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
