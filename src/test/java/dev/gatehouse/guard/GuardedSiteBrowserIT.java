package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.gatehouse.guard.ReverseProxy.Kind;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.InstalledChromium;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.PageVisitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person opens a guarded site in a real browser, behind nginx with the shipped configuration. */
@Tag("proof")
class GuardedSiteBrowserIT {
    private static final String WANTED = "/orders?id=1&text=a%20b";

    private static Playwright playwright;
    private static Browser browser;
    private static OwnPool pool;
    private static Upstream app;
    private static Gatehouse gatehouse;
    private static ReverseProxy proxy;

    @BeforeAll
    static void start() {
        playwright = InstalledChromium.playwright();
        browser = InstalledChromium.launch(playwright);
        pool = new OwnPool();
        app = Upstream.start();
        gatehouse = pool.launch().setting("gatehouse.pages.enabled", "true").start("/health/ready");
        proxy = ReverseProxy.start(Kind.NGINX, gatehouse.address().getPort(), app.port());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        gatehouse.close();
        app.close();
        pool.close();
        browser.close();
        playwright.close();
    }

    @Test
    void firstVisitLeadsThroughTheSignInToThePageThatWasAskedFor() {
        String origin = "http://localhost:" + proxy.address().getPort();
        try (PageVisitor person = new PageVisitor(browser, origin, "en")) {
            person.open(WANTED)
                    .awaitPath("/auth/pages/sign-in?return_to=%2Forders%3Fid%3D1%26text%3Da%2520b")
                    .fill("email", "demo@example.com")
                    .fill("password", "demo-Passw0rd!")
                    .enter()
                    .awaitPath(WANTED);

            assertThat(person.text("body")).contains("GET " + WANTED + " ").doesNotContain("gatehouse-session");
        }
    }
}
