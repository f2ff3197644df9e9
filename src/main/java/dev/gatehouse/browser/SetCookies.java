package dev.gatehouse.browser;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** The Set-Cookie fields of an answer. */
final class SetCookies {
    private SetCookies() {}

    /** Adds the lines, in place of earlier ones for the same cookies. */
    static void put(RoutingContext context, List<String> lines) {
        List<String> fields = new ArrayList<>(context.response().headers().getAll(HttpHeaders.SET_COOKIE));
        fields.removeIf(field -> lines.stream().anyMatch(line -> name(line).equals(name(field))));
        fields.addAll(lines);
        context.response().headers().set("Set-Cookie", fields);
    }

    /** The cookies that the answer sets so far, as a browser would send them. */
    static MultiMap asSent(RoutingContext context) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        context.response()
                .headers()
                .getAll(HttpHeaders.SET_COOKIE)
                .forEach(line -> headers.add(HttpHeaders.COOKIE, line.substring(0, line.indexOf(';'))));
        return headers;
    }

    private static String name(String line) {
        return line.substring(0, Math.max(0, line.indexOf('=')));
    }
}
