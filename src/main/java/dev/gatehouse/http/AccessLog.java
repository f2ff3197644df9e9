package dev.gatehouse.http;

import dev.gatehouse.log.LogFields;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** One line per request in the category {@code access}; of probes and scrapes at debug level, since they come all the time. */
@Singleton
class AccessLog implements RequestListener {
    private static final Logger ACCESS = Logger.getLogger("access");
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public void ended(RequestEnd request) {
        ACCESS.logf(isRoutine(request.route()) ? Logger.Level.DEBUG : Logger.Level.INFO, "%s", new Line(request));
    }

    private static boolean isRoutine(String route) {
        return route.equals("/metrics") || route.equals("/health") || route.startsWith("/health/");
    }

    /** The request's ids and the caller's, the line has from the MDC. */
    private record Line(RequestEnd request) implements LogFields {
        @Override
        public void writeTo(Sink sink) {
            sink.text("method", request.method());
            sink.text("path", request.route());
            sink.number("status", request.status());
            sink.number("duration_ms", millis());
            sink.number("bytes", request.bytes());
            sink.text("client_ip", request.clientIp());
            sink.text("user_agent", request.userAgent());
        }

        private double millis() {
            return Math.round(request.took().toNanos() / NANOS_PER_MILLI * 1000) / 1000.0;
        }

        @Override
        public String toString() {
            return request.method() + " " + request.route() + " " + request.status() + " in " + millis() + " ms";
        }
    }
}
