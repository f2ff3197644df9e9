package dev.gatehouse.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A person at the pages, with a browser of their own: no cookies at first. */
public final class PageVisitor implements AutoCloseable {
    private static final String AXE = read("/axe.min.js");
    private static final String CHECK =
            "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
                    + " 'wcag22aa', 'best-practice'] }).then(found => found.violations.map(rule => rule.id + ': '"
                    + " + rule.nodes.map(node => node.html).join(' ')))";
    /** What is less than 44 pixels high; a label belongs to its choice. */
    private static final String SMALL =
            "() => [...document.querySelectorAll('button, a, input:not([type=radio], [type=checkbox]), select,"
                    + " fieldset label')].filter(target => target.checkVisibility() &&"
                    + " target.getBoundingClientRect().height < 44).map(target => target.outerHTML)";
    /** Reads each answer before the page does. */
    private static final String READER = "const send = window.fetch; window.fetch = async (...call) => {"
            + " const answer = await send(...call); await window.seen(await answer.clone().text()); return answer; };";

    private static final Path PICTURES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/pictures");
    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Z2-7]+)");
    private static final int NARROW = 320;
    private static final int WIDE = 1200;
    private static final int HEIGHT = 800;

    private final String origin;
    private final BrowserContext context;
    private final List<String> refusedByPolicy = new ArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private Page page;
    private CDPSession devTools;
    private String authenticator;

    public PageVisitor(Browser browser, String origin, String language) {
        this.origin = origin;
        this.context = browser.newContext(new NewContextOptions().setLocale(language));
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                refusedByPolicy.add(message.text());
            }
        });
        context.onDialog(com.microsoft.playwright.Dialog::accept);
        this.page = context.newPage();
    }

    private static String read(String resource) {
        try (InputStream in = PageVisitor.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public BrowserContext context() {
        return context;
    }

    public Page page() {
        return page;
    }

    /** From now on keeps the bodies of all answers that a script receives. */
    public PageVisitor keepBodies() {
        context.exposeFunction("seen", text -> bodies.add((String) text[0]));
        context.addInitScript(READER);
        return this;
    }

    /** The bodies of those answers. */
    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** Opens a page in the present tab. */
    public PageVisitor open(String path) {
        page.navigate(origin + path);
        return this;
    }

    /** Opens a page in a new tab, which is the present one then. */
    public PageVisitor openTab(String path) {
        page = context.newPage();
        return open(path);
    }

    public PageVisitor fill(String id, String text) {
        page.locator("#" + id).fill(text);
        return this;
    }

    public PageVisitor press(String button) {
        page.locator(button).click();
        return this;
    }

    public PageVisitor enter() {
        page.keyboard().press("Enter");
        return this;
    }

    public PageVisitor await(String selector) {
        page.locator(selector).first().waitFor();
        return this;
    }

    /** Waits until the present tab shows this path, with its query. */
    public PageVisitor awaitPath(String path) {
        page.waitForURL(origin + path);
        return this;
    }

    public String text(String selector) {
        return page.locator(selector).textContent();
    }

    /** The id of the element that has the focus. */
    public String focus() {
        return (String) page.evaluate("() => document.activeElement.id");
    }

    /** The visible text that describes the element with the focus, for people who hear the page. */
    public String described() {
        return (String) page.evaluate("() => (document.activeElement.getAttribute('aria-describedby') ?? '').split(' ')"
                + ".map(id => document.getElementById(id)?.innerText ?? '').join(' ').trim()");
    }

    public PageVisitor signIn(String email, String password) {
        return open("/auth/pages/sign-in?return_to=/auth/pages/account")
                .fill("email", email)
                .fill("password", password)
                .enter();
    }

    public PageVisitor awaitAccount() {
        return awaitPath("/auth/pages/account").await("#profile-verified:not(:empty)");
    }

    /** Gives the browser an authenticator that is part of the machine and knows the person. */
    public PageVisitor withAuthenticator() {
        devTools = context.newCDPSession(page);
        devTools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        for (String yes :
                List.of("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation")) {
            options.addProperty(yes, true);
        }
        JsonObject arguments = new JsonObject();
        arguments.add("options", options);
        authenticator = devTools.send("WebAuthn.addVirtualAuthenticator", arguments)
                .get("authenticatorId")
                .getAsString();
        return this;
    }

    /** Takes the one passkey out of the authenticator of the present tab. */
    public JsonObject takePasskey() {
        JsonObject passkey = devTools.send("WebAuthn.getCredentials", ofAuthenticator())
                .getAsJsonArray("credentials")
                .get(0)
                .getAsJsonObject();
        devTools.send("WebAuthn.clearCredentials", ofAuthenticator());
        return passkey;
    }

    /** Puts it in again. */
    public PageVisitor givePasskey(JsonObject passkey) {
        JsonObject arguments = ofAuthenticator();
        arguments.add("credential", passkey);
        devTools.send("WebAuthn.addCredential", arguments);
        return this;
    }

    private JsonObject ofAuthenticator() {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("authenticatorId", authenticator);
        return arguments;
    }

    /** The secret in the QR code, as the camera of a telephone reads it from the screen: at the second look, if need be. */
    public String scannedSecret() {
        Locator code = page.locator("img[data-qr]:visible");
        code.waitFor();
        page.waitForCondition(
                () -> Boolean.TRUE.equals(code.evaluate("image => image.complete && image.naturalWidth > 0")));
        Matcher secret = SECRET.matcher(scanned(code, DecodeHintType.TRY_HARDER)
                .or(() -> scanned(code, DecodeHintType.PURE_BARCODE))
                .orElseThrow(() -> new AssertionError("the QR code cannot be read")));
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private static Optional<String> scanned(Locator code, DecodeHintType how) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(code.screenshot()));
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            BinaryBitmap bitmap = new BinaryBitmap(
                    new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
            return Optional.of(
                    new QRCodeReader().decode(bitmap, Map.of(how, true)).getText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReaderException _) {
            return Optional.empty();
        }
    }

    /** Enters the code that an app with this secret shows. */
    public PageVisitor enterCode(String field, String secret, int stepsAhead) {
        return fill(field, AuthenticatorApp.code(secret, stepsAhead)).enter();
    }

    /** Fails if axe-core finds anything, or if the page scrolls sideways; leaves pictures. */
    public PageVisitor inspect(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {NARROW, WIDE}) {
                page.setViewportSize(width, HEIGHT);
                String picture = "%s-%s-%d".formatted(name, scheme.name().toLowerCase(java.util.Locale.ROOT), width);
                page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(picture + ".png")));

                page.evaluate(AXE);
                assertThat((List<?>) page.evaluate(CHECK)).as(picture).isEmpty();
                assertThat((List<?>) page.evaluate(SMALL))
                        .as("%s: small targets", picture)
                        .isEmpty();
                assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s fits", picture)
                        .isEqualTo(true);
            }
        }
        return this;
    }

    /** Fails if the pages' own policy stopped something. */
    @Override
    public void close() {
        context.close();
        assertThat(refusedByPolicy).isEmpty();
    }
}
