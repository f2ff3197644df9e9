package dev.gatehouse.guard;

import dev.gatehouse.http.HttpConfig;
import dev.gatehouse.http.ReturnTo;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The address of the page where a person signs in, and is then sent back to the page that was asked for. */
@Singleton
class SignInPage {
    private static final String PATH = "/auth/pages/sign-in?return_to=";

    private final Optional<String> publicUrl;
    private final ReturnTo returnTo;

    SignInPage(HttpConfig http, ReturnTo returnTo) {
        this.publicUrl = http.publicUrl();
        this.returnTo = returnTo;
    }

    /**
     * The page on the host of the request; on the service's own host where that is another one, to which it may send a person
     * back ({@code gatehouse.browser.return-to}).
     */
    String address(BrowserRequest request) {
        Optional<String> elsewhere = request.origin().filter(returnTo.origins()::contains);
        if (publicUrl.isPresent() && elsewhere.isPresent() && !elsewhere.equals(publicUrl)) {
            return publicUrl.get() + PATH + encoded(returnTo.checked(elsewhere.get() + request.target()));
        }
        return PATH + encoded(returnTo.checked(request.target()));
    }

    private static String encoded(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }
}
