package dev.gatehouse.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.util.function.BiFunction;

/** The packaged application with its built-in pages and a pool of its own, and the Chromium of the machine. */
public final class PagesInChromium implements AutoCloseable {
    private final Playwright playwright = InstalledChromium.playwright();
    private final Browser browser = InstalledChromium.launch(playwright);
    private final OwnPool pool = new OwnPool();
    private final Gatehouse gatehouse;
    private final String origin;

    private PagesInChromium(BiFunction<Gatehouse.Launch, OwnPool, Gatehouse.Launch> settings) {
        Gatehouse.Launch launch = pool.launch()
                // Administration, and the look for who an account is from, need them.
                .env("AWS_ACCESS_KEY_ID", "AKIDTEST")
                .env("AWS_SECRET_ACCESS_KEY", "none")
                .setting("gatehouse.pages.enabled", "true");
        gatehouse = settings.apply(launch, pool).start("/health/ready");
        // A browser takes secure cookies of this host without TLS.
        origin = "http://localhost:" + gatehouse.address().getPort();
    }

    /** Starts it with these settings, beside those that the pages need. */
    public static PagesInChromium start(BiFunction<Gatehouse.Launch, OwnPool, Gatehouse.Launch> settings) {
        return new PagesInChromium(settings);
    }

    public Browser browser() {
        return browser;
    }

    public Gatehouse gatehouse() {
        return gatehouse;
    }

    /** Scheme, host and port of the application. */
    public String origin() {
        return origin;
    }

    /** Somebody who has not been here, with this language. */
    public PageVisitor visitor(String language) {
        return new PageVisitor(browser, origin, language);
    }

    @Override
    public void close() {
        gatehouse.close();
        pool.close();
        browser.close();
        playwright.close();
    }
}
