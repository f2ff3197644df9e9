package dev.gatehouse.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Reads each request body on the event loop before a resource sees it, so that a slow sender holds no thread and a large
 * body (announced or chunked) is refused with 413 before it is held. Whatever was read is handed on as the whole body, an empty
 * one too: the framework would wait for more.
 */
@Singleton
class BodyLimit {
    private static final int MALFORMED = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;

    private final RequestInternals internals;
    private final long most;

    BodyLimit(HttpConfig config, RequestInternals internals) {
        this.internals = internals;
        this.most = config.maxBodySize().asLongValue();
    }

    /** RFC 9112 §6.3: a request may have a body if it says how long it is, or that it comes in chunks. */
    static boolean mayHaveBody(HttpServerRequest request) {
        return isChunked(request) || announced(request) > 0;
    }

    private static boolean isChunked(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The length that the request states; the decoder has refused what is no number. */
    static long announced(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    /** Reads the body, if there may be one, and then goes on; or refuses it. */
    void read(RoutingContext context, Runnable then) {
        HttpServerRequest request = context.request();
        if (!mayHaveBody(request)) {
            then.run();
        } else if (announced(request) > most) {
            context.fail(TOO_LARGE);
        } else if (isExpectationMet(request)) {
            new Reading(context, then).begin();
        } else {
            context.fail(MALFORMED);
        }
    }

    /** RFC 9110 §10.1.1: there is one expectation, and HTTP/1.0 does not know it. */
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

    /** One body on its way in. */
    private final class Reading {
        private final RoutingContext context;
        private final HttpServerRequest request;
        private final Runnable then;
        private final boolean isJson;
        private final Buffer body = Buffer.buffer();
        private boolean over;

        Reading(RoutingContext context, Runnable then) {
            this.context = context;
            this.then = then;
            this.request = context.request();
            this.isJson = BodyForm.isPlainJson(request);
        }

        void begin() {
            request.exceptionHandler(_ -> refuse(MALFORMED));
            request.endHandler(_ -> end());
            request.handler(this::take);
            request.resume();
        }

        private void take(Buffer part) {
            if (over) {
                return;
            }
            if (!isJson) {
                refuse(UNSUPPORTED);
            } else if (body.length() + part.length() > most) {
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
         * A malformed chunk ends a body too. From here on the end of the connection does not concern the body: while a resource
         * is at work the framework takes the request for one that is still arriving, and would report its end a second time.
         */
        private void end() {
            if (request.decoderResult().isFailure()) {
                refuse(MALFORMED);
            } else if (!over) {
                over = true;
                request.exceptionHandler(null);
                internals.setBody(context, body);
                then.run();
            }
        }
    }
}
