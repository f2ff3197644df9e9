package dev.gatehouse.guard;

import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Puts the cookies that a browser must get on the answer to its proxy. Proxies that pass on one line only, or join several by
 * commas, which browsers do not split, find each line in a field of its own.
 */
final class SetCookieFields {
    private static final String NUMBERED = "X-Auth-Set-Cookie-";

    private SetCookieFields() {}

    /** A refusal is passed on as it is, except by nginx, and scripts can read its fields: there no field repeats a line. */
    static void put(MultiMap headers, List<String> lines, GuardRoute route, Decision decision) {
        headers.add("Set-Cookie", lines);
        if (route == GuardRoute.AUTH_REQUEST || !(decision instanceof Decision.Refused)) {
            for (int i = 0; i < lines.size(); i++) {
                headers.set(NUMBERED + (i + 1), lines.get(i));
            }
        }
    }
}
