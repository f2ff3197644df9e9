package dev.gatehouse.guard;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cookies of a request that are not this service's own. An application must not see those: whoever has them has the session.
 * Some proxies leave them out themselves; others copy a field of the answer.
 */
final class OtherCookies {
    private static final Pattern OWN = Pattern.compile("(?:__Host-|__Secure-)?gatehouse-(?:session\\.[0-3]|oauth)=.*");

    private OtherCookies() {}

    /** The value of a Cookie field with them; empty if there are none. */
    static String of(MultiMap headers) {
        return headers.getAll(HttpHeaders.COOKIE).stream()
                .flatMap(field -> Arrays.stream(field.split(";")))
                .map(String::strip)
                .filter(cookie -> !cookie.isEmpty() && !OWN.matcher(cookie).matches())
                .collect(Collectors.joining("; "));
    }
}
