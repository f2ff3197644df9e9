package dev.gatehouse.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The Authorization field with the Bearer scheme (RFC 6750 §2.1). */
public final class BearerField {
    private static final String SCHEME = "Bearer";

    private BearerField() {}

    /** Whether the request has one, with whatever token: then it is the credential, and a cookie is not. */
    public static boolean isIn(MultiMap headers) {
        for (String field : headers.getAll(HttpHeaders.AUTHORIZATION)) {
            if (token(field) != null) {
                return true;
            }
        }
        return false;
    }

    /** What follows the scheme, whose case does not matter (RFC 9110 §11.1); null if the field has another scheme. */
    public static @Nullable String token(String field) {
        String text = field.strip();
        boolean isBearer = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (text.length() == SCHEME.length() || Character.isWhitespace(text.charAt(SCHEME.length())));
        return isBearer ? text.substring(SCHEME.length()).strip() : null;
    }
}
