package dev.gatehouse.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads each request body on the event loop before a resource gets it, so that a slow sender blocks no thread, and a large body
 * is refused before it is in memory. Accepts only the type of the route, uncompressed and in UTF-8 (RFC 8259 §8.1): the JSON
 * parser would detect other encodings and replace malformed bytes, so that a filter in front of the service reads something
 * else.
 */
@Singleton
class RequestBody {
    private static final int MALFORMED = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;

    private final RequestInternals internals;
    private final long maxSize;

    RequestBody(HttpConfig config, RequestInternals internals) {
        this.internals = internals;
        this.maxSize = config.maxBodySize().asLongValue();
    }

    /** Whether the client may still send a body that was not read. */
    static boolean isUnread(RoutingContext context) {
        return context.body().buffer() == null && mayExist(context.request());
    }

    /** RFC 9112 §6.3: a request may have a body if it states its length, or if it is chunked. */
    private static boolean mayExist(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || statedLength(request) > 0;
    }

    /** The decoder has refused a length that is not a number. */
    private static long statedLength(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    /** Reads the body, if there may be one, and then goes on; or refuses it. */
    void read(RoutingContext context, Runnable then) {
        HttpServerRequest request = context.request();
        boolean mayExist = mayExist(request);
        BodyType type = BodyType.of(context);
        boolean isExpected = mayExist && type.isOf(request);
        // The framework does not accept every valid spelling, and checks the type without a body too.
        request.headers().set(HttpHeaders.CONTENT_TYPE, type.plain());
        if (!mayExist) {
            then.run();
        } else if (statedLength(request) > 0 && !isExpected) {
            refuseType(context, type);
        } else if (statedLength(request) > type.maxSize(maxSize)) {
            context.fail(TOO_LARGE);
        } else if (isExpectationMet(request)) {
            new Reading(context, type, isExpected, then).begin();
        } else {
            context.fail(MALFORMED);
        }
    }

    private static void refuseType(RoutingContext context, BodyType type) {
        if (type == BodyType.MERGE_PATCH) {
            BodyType.putAcceptPatch(context.response());
        }
        context.fail(UNSUPPORTED);
    }

    /** RFC 9110 §10.1.1: {@code 100-continue} is the only expectation, and HTTP/1.0 does not have it. */
    private static boolean isExpectationMet(HttpServerRequest request) {
        @Nullable String expectation = request.getHeader(HttpHeaders.EXPECT);
        if (expectation == null) {
            return true;
        }
        if (!expectation.equalsIgnoreCase("100-continue")) {
            return false;
        }
        if (request.version() != HttpVersion.HTTP_1_0) {
            request.response().writeContinue();
        }
        return true;
    }

    /** In UTF-8, and without NUL, which JSON in UTF-8 never contains and JSON in UTF-16 or UTF-32 always does. */
    private static boolean isUtf8(Buffer body) {
        ByteBuf bytes = Unpooled.wrappedBuffer(body.getBytes());
        return ByteBufUtil.isText(bytes, StandardCharsets.UTF_8) && bytes.bytesBefore((byte) 0) < 0;
    }

    /** Reads one body. */
    private final class Reading {
        private final RoutingContext context;
        private final HttpServerRequest request;
        private final BodyType type;
        private final boolean isExpected;
        private final long maxSize;
        private final Runnable then;
        private final Buffer body = Buffer.buffer();
        private boolean over;

        Reading(RoutingContext context, BodyType type, boolean isExpected, Runnable then) {
            this.context = context;
            this.request = context.request();
            this.type = type;
            this.isExpected = isExpected;
            this.maxSize = type.maxSize(RequestBody.this.maxSize);
            this.then = then;
        }

        void begin() {
            request.exceptionHandler(_ -> refuse(MALFORMED));
            request.endHandler(_ -> end());
            request.handler(this::append);
            request.resume();
        }

        /** Checks the type of a chunked body too: only the first chunk shows that there is a body. */
        private void append(Buffer part) {
            if (over) {
                return;
            }
            if (!isExpected) {
                over = true;
                refuseType(context, type);
            } else if (body.length() + part.length() > maxSize) {
                refuse(TOO_LARGE);
            } else {
                body.appendBuffer(part);
            }
        }

        private void refuse(int status) {
            if (!over) {
                over = true;
                context.fail(status);
            }
        }

        /**
         * A malformed chunk ends a body too. The exception handler is removed, because the framework would report the end of the
         * connection as a failure of the body while a resource processes the request. An empty body is set too: the framework
         * would wait for one.
         */
        private void end() {
            if (request.decoderResult().isFailure()) {
                refuse(MALFORMED);
            } else if (!over) {
                over = true;
                request.exceptionHandler(null);
                internals.setBody(context, body);
                if (isUtf8(body)) {
                    then.run();
                } else {
                    context.fail(MALFORMED);
                }
            }
        }
    }
}
