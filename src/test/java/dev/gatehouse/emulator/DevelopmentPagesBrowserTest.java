package dev.gatehouse.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.support.InstalledChromium;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages of the pool's domain and the outbox in Chromium. */
@Tag("proof")
@NeedsControlRoutes
class DevelopmentPagesBrowserTest {

    private static final String AXE = read("/axe.min.js");
    private static final String CHECK =
            "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
                    + " 'best-practice'] }).then(found => found.violations.map(rule => rule.id + ': '"
                    + " + rule.nodes.map(node => node.html).join(' ')))";
    private static final int[] WIDTHS = {320, 1200};
    private static final Path PICTURES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/pictures");

    private static Playwright playwright;
    private static Browser browser;
    private static HttpServer application;
    private static Vertx vertx;
    private static String outboxAddress;
    private static final Outbox OUTBOX = new Outbox();

    private final List<String> console = new ArrayList<>();
    private Pool pool;
    private Page page;
    private String callback;

    @BeforeAll
    static void start() throws Exception {
        playwright = InstalledChromium.playwright();
        browser = InstalledChromium.launch(playwright);
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", exchange -> {
            byte[] body = "<!doctype html><title>Signed in</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        application.start();
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        OutboxPage.Source source = new OutboxPage.Source(OUTBOX, new LocalHosts(List.of()));
        new OutboxPage(() -> Optional.of(source)).install(router);
        int port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
        outboxAddress = "http://localhost:" + port + "/outbox";
    }

    @AfterAll
    static void stop() {
        application.stop(0);
        vertx.close();
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void openPage() {
        pool = Pool.fresh();
        OUTBOX.clear();
        callback = "http://localhost:" + application.getAddress().getPort() + "/callback";
        pool.patchClient(pool.clientId, "{\"callback_urls\":[\"" + callback + "\"]}");
        page = browser.newPage();
        page.onConsoleMessage(message -> console.add(message.text()));
    }

    @AfterEach
    void closePage() {
        page.context().close();
    }

    private static String read(String name) {
        try (InputStream in = DevelopmentPagesBrowserTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void authorize(Map<String, String> changes) {
        Map<String, String> request = new Domain(pool).request(changes);
        request.put("redirect_uri", callback);
        page.navigate(pool.endpoint + "/oauth2/authorize?" + Domain.form(request));
    }

    private void press(String... keys) {
        List.of(keys).forEach(page.keyboard()::press);
    }

    private void assertSignedIn() {
        page.waitForURL(Pattern.compile(Pattern.quote(callback) + "\\?.*code=.*"));
        assertThat(page).hasTitle("Signed in");
        assertThat(console).isEmpty();
    }

    /** Fails if axe-core finds anything, or if the page scrolls sideways; leaves pictures. */
    private void inspect(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : WIDTHS) {
                page.setViewportSize(width, 800);
                String picture = name + "-" + scheme + "-" + width;
                page.screenshot(
                        new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(picture + ".png")));
                page.evaluate(AXE);
                assertThat((List<?>) page.evaluate(CHECK)).as(picture).isEmpty();
                assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s fits", picture)
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void personSignsInByKeyboardAlone() {
        authorize(Map.of());
        press("Tab");
        page.keyboard().type("demo@example.com");
        press("Tab");
        page.keyboard().type("demo-Passw0rd!");
        press("Enter");
        assertSignedIn();
    }

    @Test
    void personSignsInWithAProviderByKeyboardAlone() {
        authorize(Map.of());
        page.getByText("Continue with Google").focus();
        press("Enter");
        assertThat(page).hasTitle("Sign in with Google");
        press("Tab", "Enter");
        assertSignedIn();
    }

    @Test
    void pagesOfTheDomainAreAccessible() {
        authorize(Map.of());
        inspect("domain-sign-in");
        page.fill("#email", "demo@example.com");
        page.fill("#password", "wrong");
        page.getByText("Sign in").last().click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Incorrect username or password.");
        inspect("domain-refused");
        authorize(Map.of("identity_provider", "Google"));
        inspect("domain-provider");
        page.navigate(pool.endpoint + "/oauth2/authorize");
        inspect("domain-error");
    }

    @Test
    void outboxShowsAMessageAtOnceAndIsAccessible() {
        page.navigate(outboxAddress);
        Locator status = page.locator("#status");
        assertThat(status).hasText("No messages yet.");
        OUTBOX.send(
                "ada+1@example.com",
                CodeKind.SIGN_UP,
                "123456",
                Clock.systemUTC().instant());
        assertThat(status).hasText("New: Verify the email address, to ada+1@example.com.");
        OUTBOX.send(
                "ada+1@example.com",
                CodeKind.FORGOT_PASSWORD,
                "654321",
                Clock.systemUTC().instant());
        assertThat(page.locator("code")).hasText(new String[] {"654321", "123456"});
        inspect("outbox");
        assertThat(console).isEmpty();
    }

    @Test
    void linksCarryTheCodeInTheFragment() {
        OUTBOX.send(
                "ada+1@example.com",
                CodeKind.SIGN_UP,
                "123456",
                Clock.systemUTC().instant());
        OUTBOX.send(
                "<b>@example.com",
                CodeKind.FORGOT_PASSWORD,
                "654321",
                Clock.systemUTC().instant());
        OUTBOX.send(
                "ada+1@example.com", CodeKind.MFA, "111111", Clock.systemUTC().instant());
        page.navigate(outboxAddress);
        assertThat(page.locator("code")).hasCount(3);
        assertThat(page.locator("a").evaluateAll("links => links.map(link => link.getAttribute('href'))"))
                .isEqualTo(List.of(
                        "/auth/pages/reset#email=%3Cb%3E%40example.com&code=654321",
                        "/auth/pages/verify#email=ada%2B1%40example.com&code=123456"));
    }

    @Test
    void outboxForgetsWhatThePoolForgets() {
        OUTBOX.send(
                "ada@example.com", CodeKind.SIGN_UP, "123456", Clock.systemUTC().instant());
        page.navigate(outboxAddress);
        assertThat(page.locator("code")).hasCount(1);
        OUTBOX.clear();
        assertThat(page.locator("code")).hasCount(0);
        assertThat(page.locator("#status")).hasText("No messages yet.");
    }
}
