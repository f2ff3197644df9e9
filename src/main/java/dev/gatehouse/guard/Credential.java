package dev.gatehouse.guard;

import dev.gatehouse.token.PresentedToken;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** The credential of a request, from its Authorization field (RFC 6750 §2.1). */
sealed interface Credential {

    /** No bearer token: no field, or one of another scheme, which is the protected application's own. */
    record None() implements Credential {}

    /**
     * A bearer token.
     *
     * @param token what follows the scheme; an empty text if nothing does
     */
    record Bearer(PresentedToken token) implements Credential {}

    /** Two fields: a proxy may have looked at the other one. */
    record Ambiguous() implements Credential {}

    /** The scheme, whose case does not matter (RFC 9110 §11.1). */
    String SCHEME = "Bearer";

    static Credential of(MultiMap headers) {
        List<String> fields = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (fields.size() > 1) {
            return new Ambiguous();
        }
        if (fields.isEmpty()) {
            return new None();
        }
        String field = fields.getFirst().strip();
        boolean isBearer = field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (field.length() == SCHEME.length() || Character.isWhitespace(field.charAt(SCHEME.length())));
        return isBearer
                ? new Bearer(new PresentedToken(field.substring(SCHEME.length()).strip()))
                : new None();
    }
}
