package dev.gatehouse.browser;

import dev.gatehouse.http.HttpConfig;
import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.http.conn.util.PublicSuffixMatcherLoader;

/**
 * Refuses a domain for the session cookies that browsers would not accept: they would ignore the cookies without a word, and
 * each sign-in would lead to the next.
 */
@Singleton
class CookieDomain implements StartupStep {
    private static final String SETTING = "gatehouse.browser.cookie-domain";
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    /** At least two labels, of which the last has a letter, so that it is no IP address. */
    private static final Pattern NAME = Pattern.compile("(?:" + LABEL + "\\.)+(?=[a-z0-9-]*[a-z])" + LABEL);

    private static final int LONGEST = 253;

    private final BrowserConfig config;
    private final HttpConfig http;

    CookieDomain(BrowserConfig config, HttpConfig http) {
        this.config = config;
        this.http = http;
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.BROWSER_SETTINGS;
    }

    @Override
    public void run() {
        config.cookieDomain().map(CookieForm::canonical).ifPresent(this::check);
    }

    private void check(String domain) {
        if (domain.length() > LONGEST || !NAME.matcher(domain).matches()) {
            throw new ConfigurationException(
                    SETTING + " is malformed: it must be a domain such as example.com, without scheme and port.");
        }
        if (PublicSuffixMatcherLoader.getDefault().getDomainRoot(domain) == null) {
            throw new ConfigurationException(
                    SETTING
                            + " is a public suffix: it must be your own domain, because browsers ignore cookies for all sites of one.");
        }
        if (!host().filter(name -> !name.equals(domain) && !name.endsWith("." + domain))
                .isEmpty()) {
            throw new ConfigurationException(SETTING
                    + " does not cover the host of gatehouse.http.public-url: browsers would ignore the cookies.");
        }
    }

    private Optional<String> host() {
        return http.publicUrl().map(url -> URI.create(url).getHost());
    }
}
