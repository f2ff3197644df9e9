package dev.gatehouse.browser;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Sessions of browsers. */
@ConfigMapping(prefix = "gatehouse.browser")
public interface BrowserConfig {

    /** Where the tokens of a session go. */
    enum Form {
        /** Into the answer, unless the request asks for cookies. */
        TOKENS,
        /** Into cookies, for every client. */
        COOKIE
    }

    /**
     * Where the tokens of a session go: {@code tokens}, into the answer unless the request says {@code "session":"cookie"}; or
     * {@code cookie}, into cookies for every client. {@code cookie} requires {@code JWT_SECRET}.
     */
    @WithDefault("tokens")
    Form session();

    /**
     * The domain of the session cookies, such as {@code example.com}, for applications on several hosts of one site. Without
     * it, only the host that set them receives them, which is safer.
     */
    Optional<String> cookieDomain();

    /**
     * Origins besides the service's own, such as {@code https://app.example.com}, whose pages may send requests with the
     * session cookie. CORS allows them credentials.
     */
    Optional<List<String>> origins();

    /** Origins, such as {@code https://app.example.com}, to which a person may be sent back after a sign-in. */
    Optional<List<String>> returnTo();
}
