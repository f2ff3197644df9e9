package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * Refuses a malformed Accept header (RFC 9110 §12.5.1), on which the framework would fail when it writes the answer. Removes
 * blanks before parameters, which are allowed (§5.6.6) and which the framework does not accept.
 */
@Singleton
class AcceptHeader {
    private static final int BAD_REQUEST = 400;
    /** Sent with nearly every request, so they are not parsed each time. */
    private static final Set<String> USUAL = Set.of("*/*", "application/json", "application/json, */*");

    private static final Pattern BLANKS = Pattern.compile("[ \\t]++(?=;)");

    boolean proceeds(RoutingContext context) {
        List<String> fields = context.request().headers().getAll(HttpHeaders.ACCEPT);
        if (fields.isEmpty() || (fields.size() == 1 && USUAL.contains(fields.getFirst()))) {
            return true;
        }
        try {
            fields.forEach(MediaTypeHelper::parseHeader);
        } catch (IllegalArgumentException e) {
            context.fail(BAD_REQUEST);
            return false;
        }
        String all = BLANKS.matcher(String.join(", ", fields)).replaceAll("");
        context.request().headers().set(HttpHeaders.ACCEPT, all);
        return true;
    }
}
