package dev.gatehouse.login;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.support.InstalledChromium;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
        playwright = InstalledChromium.playwright();
        browser = InstalledChromium.launch(playwright);
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
