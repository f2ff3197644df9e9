package dev.gatehouse.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** The Authorization field with the Bearer scheme (RFC 6750 §2.1). */
public final class BearerField {
    private static final String SCHEME = "Bearer";

    private BearerField() {}

    /** Whether the request has one, with whatever token: then it is the credential, and a cookie is not. */
    public static boolean isIn(MultiMap headers) {
        return headers.getAll(HttpHeaders.AUTHORIZATION).stream().anyMatch(BearerField::isBearer);
    }

    /** The case of the scheme does not matter (RFC 9110 §11.1). */
    private static boolean isBearer(String field) {
        String text = field.strip();
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (text.length() == SCHEME.length() || Character.isWhitespace(text.charAt(SCHEME.length())));
    }
}
