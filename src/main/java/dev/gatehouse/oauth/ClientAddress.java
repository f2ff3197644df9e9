package dev.gatehouse.oauth;

import dev.gatehouse.identity.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Redirect URIs of API clients with what they are told (RFC 6749 §4.1.2). */
final class ClientAddress {
    private ClientAddress() {}

    static String granted(SignInWish wish, Secret grant) {
        return with(wish, "grant", grant.value());
    }

    /** @param error a code of RFC 6749 §4.1.2.1 */
    static String refused(SignInWish wish, String error) {
        return with(wish, "error", error);
    }

    private static String with(SignInWish wish, String name, String value) {
        String address = wish.returnTo() + (wish.returnTo().contains("?") ? '&' : '?') + name + '=' + encoded(value);
        return wish.client() == null || wish.client().state() == null
                ? address
                : address + "&state=" + encoded(wish.client().state());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
