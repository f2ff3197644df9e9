package dev.gatehouse.login;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Chromium with a page of an application, and with virtual authenticators (Chrome DevTools Protocol, domain WebAuthn). */
final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;
    private final HttpServer server;
    private Page page;
    private CDPSession devTools;
    private String authenticator = "";

    private Chromium() throws IOException {
        // Nothing is downloaded: the browser is Debian's.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of("--no-sandbox", "--no-proxy-server")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] html;
        try (InputStream in = Chromium.class.getResourceAsStream("passkeys.html")) {
            html = in.readAllBytes();
        }
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        server.start();
        page = browser.newPage();
        devTools = page.context().newCDPSession(page);
    }

    /** Starts the browser, and the server of its page. */
    static Chromium start() {
        try {
            return new Chromium();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    /** The origin of the page. */
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Loads the page anew, in a browser without an authenticator. */
    void open() {
        page.context().close();
        page = browser.newContext().newPage();
        devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
        page.navigate(origin());
    }

    /** Gives the browser an authenticator that is part of the machine; a person touches it whenever it asks. */
    void plugIn(boolean keepsResidentKeys, boolean verifiesTheUser) {
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", keepsResidentKeys);
        options.addProperty("hasUserVerification", verifiesTheUser);
        options.addProperty("isUserVerified", verifiesTheUser);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject arguments = new JsonObject();
        arguments.add("options", options);
        authenticator = devTools.send("WebAuthn.addVirtualAuthenticator", arguments)
                .get("authenticatorId")
                .getAsString();
    }

    /** The keys of the authenticator, with their counters. */
    JsonArray credentials() {
        return devTools.send("WebAuthn.getCredentials", arguments()).getAsJsonArray("credentials");
    }

    /** Puts keys with the counters of an earlier moment in the place of those that the authenticator has. */
    void replace(JsonArray credentials) {
        devTools.send("WebAuthn.clearCredentials", arguments());
        credentials.forEach(credential -> {
            JsonObject arguments = arguments();
            arguments.add("credential", credential);
            devTools.send("WebAuthn.addCredential", arguments);
        });
    }

    /** Calls a function of the page. */
    @SuppressWarnings("unchecked")
    Map<String, Object> call(String function, Map<String, Object> argument) {
        return (Map<String, Object>) page.evaluate("argument => " + function + "(argument)", argument);
    }

    private JsonObject arguments() {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("authenticatorId", authenticator);
        return arguments;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        server.stop(0);
    }
}
