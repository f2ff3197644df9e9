package dev.gatehouse.emulator.hosted;

import dev.gatehouse.emulator.Reply;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/** Plain pages without a script. The policy allows the one style sheet by its hash, and forms to where the page says. */
public final class Html {

    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:1rem/1.5 system-ui,sans-serif;max-width:24rem;margin:2rem auto;padding:0 1rem}
            label,input,button,.button{display:block;box-sizing:border-box;width:100%;font:inherit}
            input,button,.button{min-height:2.75rem;padding:.5rem;margin:.25rem 0 1rem;border:1px solid;border-radius:.25rem}
            button,.button{text-align:center;cursor:pointer;background:Canvas;color:CanvasText;text-decoration:none}
            :focus-visible{outline:3px solid Highlight;outline-offset:2px}
            .note{font-size:.875rem}
            .error{border-left:4px solid;padding:.25rem .75rem}
            """;

    private static final String STYLE_HASH = hash(STYLE);

    private Html() {}

    /** A page with a title and a body that is HTML already; forms may lead to the page's own origin and one more target. */
    public static Reply page(int status, String title, String body, String formTarget) {
        String text = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + escape(title)
                + "</title><style>" + STYLE + "</style></head><body><main><h1>" + escape(title) + "</h1>" + body
                + "</main></body></html>";
        String policy = "default-src 'none'; style-src 'sha256-" + STYLE_HASH + "'; form-action 'self' " + formTarget
                + "; base-uri 'none'; frame-ancestors 'none'";
        return new Reply(
                status,
                "text/html; charset=utf-8",
                text,
                Map.of(
                        "Content-Security-Policy", policy.replace("  ", " "),
                        "Cache-Control", "no-store",
                        "Referrer-Policy", "same-origin",
                        "X-Content-Type-Options", "nosniff"));
    }

    /** A text as it may stand in an element or in a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
