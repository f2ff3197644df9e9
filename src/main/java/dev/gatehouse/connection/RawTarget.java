package dev.gatehouse.connection;

import dev.gatehouse.http.RawRoute;

/**
 * The target of a decision about a proxied request. It may contain the proxied request's own target, and browsers send
 * characters there that {@code java.net.URI} refuses, such as {@code |}: Quarkus 3.33.2 would answer 400 (VertxHttpRecorder)
 * before any handler. Such characters are percent-encoded; no decision depends on them.
 */
final class RawTarget {
    /** RFC 3986 without {@code #}, {@code %}, and the brackets, which are legal in a query only. */
    private static final String LEGAL = "-._~!$&'()*+,;=:@/?";

    private static final int ESCAPE_LENGTH = 3;

    private final RawRoute.Table routes;

    RawTarget(RawRoute.Table routes) {
        this.routes = routes;
    }

    /** The target, unchanged if it is of another route, or legal. */
    String legal(String target) {
        if (routes.find(target) == null) {
            return target;
        }
        StringBuilder encoded = new StringBuilder(target.length());
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (isAlphanumeric(c) || LEGAL.indexOf(c) >= 0 || isEscape(target, i)) {
                encoded.append(c);
            } else {
                // The head's check has refused everything but visible ASCII, so two digits suffice.
                encoded.append('%').append(Integer.toHexString(c));
            }
        }
        return encoded.toString();
    }

    private static boolean isEscape(String target, int at) {
        return target.charAt(at) == '%'
                && at + ESCAPE_LENGTH <= target.length()
                && Character.digit(target.charAt(at + 1), 16) >= 0
                && Character.digit(target.charAt(at + 2), 16) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
