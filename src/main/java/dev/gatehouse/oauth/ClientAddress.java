package dev.gatehouse.oauth;

import dev.gatehouse.identity.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Redirect URIs of API clients with what they are told (RFC 6749 §4.1.2). */
final class ClientAddress {
    private ClientAddress() {}

    static String granted(SignInOptions options, Secret grant) {
        return with(options, "grant", grant.value());
    }

    /** @param error a code of RFC 6749 §4.1.2.1 */
    static String refused(SignInOptions options, String error) {
        return with(options, "error", error);
    }

    private static String with(SignInOptions options, String name, String value) {
        String address =
                options.returnTo() + (options.returnTo().contains("?") ? '&' : '?') + name + '=' + encoded(value);
        return options.client() == null || options.client().state() == null
                ? address
                : address + "&state=" + encoded(options.client().state());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
