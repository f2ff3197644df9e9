package dev.gatehouse.browser;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** The security headers of the pages where those of the API's answers would not let them work. */
final class PageHeaders {
    /**
     * Referrer-Policy: with {@code no-referrer} browsers send {@code Origin: null} with a form of the own page. The policy of
     * permissions also names passkeys.
     */
    private static final Map<String, String> FIELDS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(),"
                    + " publickey-credentials-get=(self), publickey-credentials-create=(self)");

    private PageHeaders() {}

    /** Puts them in the place of those of every answer; what JAX-RS sends would stand beside them. */
    static void put(HttpServerResponse answer) {
        FIELDS.forEach(answer::putHeader);
    }
}
