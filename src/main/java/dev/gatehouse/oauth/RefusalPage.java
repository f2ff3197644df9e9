package dev.gatehouse.oauth;

import dev.gatehouse.http.Html;
import dev.gatehouse.http.ReturnTo;
import dev.gatehouse.identity.Sha256;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;

/**
 * The page that a person sees when a sign-in failed, where the built-in pages are off: a sentence, and a link to begin anew with
 * each provider.
 */
@Singleton
class RefusalPage {
    private static final String STYLE =
            ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;"
                    + "max-width:30rem;padding:0 1rem}li{margin:.5rem 0}";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final OauthSettings settings;

    RefusalPage(OauthSettings settings) {
        this.settings = settings;
    }

    /**
     * @param sentence of this service, never of a request
     * @param returnTo where the sign-in was to lead, checked
     */
    Response.ResponseBuilder of(RoutingContext request, int status, String sentence, String returnTo) {
        StringBuilder links = new StringBuilder();
        for (String provider : settings.providers()) {
            links.append("<li><a href=\"/auth/oauth/start?provider=")
                    .append(Html.escaped(ClientAddress.encoded(provider)))
                    .append(ReturnTo.HOME.equals(returnTo) ? "" : "&amp;return_to=" + ClientAddress.encoded(returnTo))
                    .append("\">Sign in again with ")
                    .append(Html.escaped(provider))
                    .append("</a></li>\n");
        }
        // In place of the policy of other answers: a browser would enforce both.
        request.response().headers().set("Content-Security-Policy", POLICY);
        return answer(status, html(Html.escaped(sentence), links.toString()));
    }

    static Response.ResponseBuilder answer(int status, String page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page);
    }

    private static String html(String sentence, String links) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Not signed in</title>
            <style>%s</style>
            </head>
            <body>
            <main>
            <h1>Not signed in</h1>
            <p>%s</p>
            <ul>
            %s</ul>
            </main>
            </body>
            </html>
            """.formatted(STYLE, sentence, links);
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text));
    }
}
