package dev.gatehouse.browser;

import dev.gatehouse.http.HttpConfig;
import dev.gatehouse.http.PublicUrl;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The names and attributes of the session cookies (RFC 6265bis). They follow the settings, never the request. A session has up
 * to {@link #CHUNKS} cookies, because a browser keeps at most 4096 bytes of each.
 */
@Singleton
class CookieForm {
    /** How many cookies one session may have. */
    static final int CHUNKS = 4;
    /** The longest Set-Cookie line, attributes included. */
    static final int LONGEST_LINE = 4096;

    private static final String NAME = "gatehouse-session.";
    private static final int LONGEST_MAX_AGE = 10;

    private final List<String> names;
    private final String attributes;

    CookieForm(BrowserConfig config, HttpConfig http) {
        boolean secure = PublicUrl.isForSecureCookies(http);
        Optional<String> domain = config.cookieDomain().map(CookieForm::canonical);
        String prefix = secure ? domain.map(_ -> "__Secure-").orElse("__Host-") : "";
        this.names = IntStream.range(0, CHUNKS).mapToObj(i -> prefix + NAME + i).toList();
        this.attributes = "; Path=/" + domain.map(name -> "; Domain=" + name).orElse("") + "; HttpOnly"
                + (secure ? "; Secure" : "") + "; SameSite=Lax";
    }

    /** RFC 6265 §5.2.3 ignores a leading dot. */
    static String canonical(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        return lower.startsWith(".") ? lower.substring(1) : lower;
    }

    /** The names of the cookies, in their order. */
    List<String> names() {
        return names;
    }

    /** How many characters of a value one line holds. */
    int capacity() {
        return LONGEST_LINE
                - names.getFirst().length()
                - "=; Max-Age=".length()
                - LONGEST_MAX_AGE
                - attributes.length();
    }

    /** The Set-Cookie line of one chunk. */
    String line(int chunk, String value, long maxAge) {
        return names.get(chunk) + "=" + value + "; Max-Age=" + maxAge + attributes;
    }

    /** The Set-Cookie lines that delete the cookies. */
    List<String> deletion() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < CHUNKS; i++) {
            lines.add(line(i, "", 0));
        }
        return lines;
    }
}
