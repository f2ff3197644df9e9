package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person in a real browser signs in to the packaged application with another identity provider. */
@Tag("proof")
class OauthBrowserIT {
    private static final String WELCOME = "/auth/session";
    private static final String SIGN_IN_PAGE = "/health/live";
    private static final String START = "/auth/oauth/start?provider=Google&return_to=" + WELCOME;

    private static Playwright playwright;
    private static com.microsoft.playwright.Browser chromium;
    private static OwnPool pool;
    private static Gatehouse gatehouse;
    private static String origin;

    private final List<String> console = new ArrayList<>();
    private BrowserContext person;
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        pool = new OwnPool();
        int port = freePort();
        origin = "http://localhost:" + port;
        gatehouse = pool.launch()
                .port(port)
                .setting("gatehouse.http.public-url", origin)
                .setting("gatehouse.cognito.domain", pool.endpoint().toString())
                .setting("gatehouse.oauth.providers", "Google")
                .setting("gatehouse.oauth.sign-in-page", SIGN_IN_PAGE)
                .start("/health/ready");
        // Nothing is downloaded: the browser is Debian's.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of("--no-sandbox", "--no-proxy-server")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path executable() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "There is no chromium. On Debian: apt-get install --no-install-recommends chromium"));
    }

    @AfterAll
    static void stop() {
        chromium.close();
        playwright.close();
        gatehouse.close();
        pool.close();
    }

    @BeforeEach
    void open() {
        Pool.reset();
        Pool.setClient(
                "gatehouseclient",
                Map.of(
                        "callback_urls",
                        List.of(origin + "/auth/oauth/callback"),
                        "logout_urls",
                        List.of(origin + "/")));
        person = chromium.newContext();
        page = person.newPage();
        page.onConsoleMessage(message -> console.add(message.text()));
    }

    @AfterEach
    void close() {
        person.close();
    }

    private void signIn() {
        page.navigate(origin + START);
        page.getByText("Continue as").click();
        page.waitForURL(origin + WELCOME);
    }

    /** The provider's page posts a form, and the redirect after it must not be stopped by a policy. */
    @Test
    void formOfTheProviderLeadsToASession() {
        signIn();

        assertThat(page.locator("body").textContent()).contains("grace@example.com");
        assertThat(console).noneMatch(text -> text.contains("Content Security Policy"));
        assertThat(person.cookies())
                .filteredOn(cookie -> URI.create(origin).getHost().equals(cookie.domain))
                .anyMatch(cookie -> cookie.name.startsWith("gatehouse-session."))
                .noneMatch(cookie -> cookie.name.equals("gatehouse-oauth"))
                .allMatch(cookie -> cookie.httpOnly);
    }

    @Test
    void addressOfNoPageHasACodeAfterwards() {
        signIn();

        assertThat(page.evaluate("() => performance.getEntriesByType('navigation')[0].name"))
                .isEqualTo(origin + WELCOME);
        page.goBack();
        assertThat(page.url()).doesNotContain("code=");
    }

    @Test
    void cancelledSignInLeadsBackToTheSignInPage() {
        page.navigate(origin + START);
        page.getByText("Cancel").click();
        page.waitForURL(origin + SIGN_IN_PAGE + "?return_to=%2Fauth%2Fsession");

        assertThat(person.cookies()).noneMatch(cookie -> cookie.name.equals("gatehouse-oauth"));
    }

    @Test
    void pageOfARefusalOffersAnotherSignIn() {
        Response response = page.navigate(origin + "/auth/oauth/callback?error=server_error");
        assertThat(response.status()).isEqualTo(400);
        assertThat(page.getByRole(AriaRole.HEADING).textContent()).isEqualTo("Not signed in");

        page.getByText("Sign in again with Google").click();
        page.getByText("Continue as").click();
        page.waitForURL(origin + "/");
        page.navigate(origin + WELCOME);
        assertThat(page.locator("body").textContent()).contains("grace@example.com");
        assertThat(console).noneMatch(text -> text.contains("Content Security Policy"));
    }

    @Test
    void twoTabsSignInAtTheSameTime() {
        Page other = person.newPage();
        page.navigate(origin + START);
        other.navigate(origin + START + "?tab=2");

        page.getByText("Continue as").click();
        page.waitForURL(origin + WELCOME);
        other.getByText("Continue as").click();
        other.waitForURL(origin + WELCOME + "?tab=2");
        assertThat(other.locator("body").textContent()).contains("grace@example.com");
    }
}
