package dev.gatehouse.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.function.BiConsumer;

/**
 * The cookies of a request (RFC 6265 §4.2), each as it was sent, also two of one name. Vert.x reads the first Cookie field only,
 * and HTTP/2 proxies may send several.
 */
public final class CookieFields {
    private CookieFields() {}

    /** Calls back with the name and the value of each. */
    public static void forEach(MultiMap headers, BiConsumer<String, String> action) {
        for (String field : headers.getAll(HttpHeaders.COOKIE)) {
            for (String pair : field.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    action.accept(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip());
                }
            }
        }
    }
}
