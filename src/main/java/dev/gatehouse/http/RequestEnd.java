package dev.gatehouse.http;

import java.time.Duration;

/**
 * How a request ended. Every member but the client's two is from a small set or a number, fit for a metric's label.
 *
 * @param method the HTTP method; {@code OTHER} if it is not one of the well-known methods
 * @param route the template of the route, such as {@code /admin/users/{user_id}/logout}; {@code unmatched} if there is none
 * @param status the HTTP status; 499 if the client was gone before it was answered
 * @param took from the complete head to the last byte of the answer
 * @param bytes length of the answer's body
 * @param clientIp whom it came from
 * @param userAgent how the client names itself; empty if it does not
 */
public record RequestEnd(
        String method, String route, int status, Duration took, long bytes, String clientIp, String userAgent) {}
