package dev.gatehouse.limit;

import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Rate;
import java.time.Duration;

/**
 * The header fields {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10), structured
 * fields (RFC 9651): {@code "sign_in_address";r=59;t=1} and {@code "sign_in_address";q=60;w=60}.
 */
final class RateLimitFields {
    static final String LIMIT = "RateLimit";
    static final String POLICY = "RateLimit-Policy";

    private RateLimitFields() {}

    /** The quota and the window in seconds. */
    static String policy(Limit limit, Scope scope, Rate rate) {
        return name(limit, scope) + ";q=" + rate.capacity() + ";w=" + seconds(rate.period());
    }

    /** What remains; and the seconds until everything is available if some remains, or until one request is if none does. */
    static String state(Limit limit, Scope scope, Rate.Decision decision) {
        return name(limit, scope) + ";r=" + decision.remaining() + ";t=" + seconds(decision.next());
    }

    private static String name(Limit limit, Scope scope) {
        return '"' + limit.label() + '_' + scope.label() + '"';
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
