package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * Refuses an Accept header (RFC 9110 §12.5.1) that is malformed: the framework would fail on it, and log it, at the answer. It
 * would not understand a blank before a parameter either, which is allowed (§5.6.6), so that one is taken out.
 */
@Singleton
class AcceptHeader {
    private static final int BAD_REQUEST = 400;
    /** Sent with nearly every request, so they are not parsed each time. */
    private static final Set<String> USUAL = Set.of("*/*", "application/json", "application/json, */*");

    private static final Pattern BLANKS = Pattern.compile("[ \\t]++(?=;)");

    /** Refuses a malformed field, and takes blanks before parameters out of a good one. */
    boolean proceeds(RoutingContext context) {
        List<String> fields = context.request().headers().getAll(HttpHeaders.ACCEPT);
        if (fields.isEmpty() || (fields.size() == 1 && USUAL.contains(fields.getFirst()))) {
            return true;
        }
        if (areWellFormed(fields)) {
            if (fields.stream().anyMatch(field -> field.contains(" ;") || field.contains("\t;"))) {
                context.request()
                        .headers()
                        .set(
                                HttpHeaders.ACCEPT,
                                BLANKS.matcher(String.join(", ", fields)).replaceAll(""));
            }
            return true;
        }
        context.fail(BAD_REQUEST);
        return false;
    }

    private static boolean areWellFormed(List<String> headers) {
        try {
            headers.forEach(MediaTypeHelper::parseHeader);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
