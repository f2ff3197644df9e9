package dev.gatehouse.guard;

import dev.gatehouse.http.BearerField;
import dev.gatehouse.token.PresentedToken;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    static Credential of(MultiMap headers) {
        List<String> fields = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (fields.size() > 1) {
            return new Ambiguous();
        }
        if (fields.isEmpty()) {
            return new None();
        }
        @Nullable String token = BearerField.token(fields.getFirst());
        return token == null ? new None() : new Bearer(new PresentedToken(token));
    }
}
