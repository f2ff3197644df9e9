package dev.gatehouse.emulator.hosted;

import dev.gatehouse.emulator.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page of the domain where a person signs in, and the page that stands for an identity provider. */
final class SignInPage {

    /** Who is signed in at every pretend provider. */
    static final String PERSON = "grace@example.com";

    private SignInPage() {}

    /** Which page the request asks for; the sentence of a refused sign-in stands beside the form. */
    static Reply of(int status, AuthorizationRequest request, List<String> hints, String refusal, String email) {
        String provider = request.provider().orElse(OAuthSettings.COGNITO);
        return OAuthSettings.COGNITO.equals(provider)
                ? own(status, request, hints, refusal, email)
                : pretended(status, request, provider, refusal);
    }

    private static Reply own(
            int status, AuthorizationRequest request, List<String> hints, String refusal, String email) {
        String invalid = refusal.isEmpty() ? "" : " aria-invalid=\"true\" aria-describedby=\"refusal\"";
        StringBuilder body = new StringBuilder(
                        note("This page stands for the pages of a Cognito user pool. It takes no real password."))
                .append(refused(refusal))
                .append(form(request))
                .append("<label for=\"email\">Email</label><input id=\"email\" name=\"email\" type=\"email\" required "
                        + "autocomplete=\"username\" value=\"")
                .append(Html.escape(email))
                .append('"')
                .append(invalid)
                .append("><label for=\"password\">Password</label><input id=\"password\" name=\"password\" "
                        + "type=\"password\" required autocomplete=\"current-password\"")
                .append(invalid)
                .append("><button>Sign in</button></form>");
        if (request.provider().isEmpty()) {
            request.destination().client().settings().providers().stream()
                    .filter(name -> !OAuthSettings.COGNITO.equals(name))
                    .forEach(name -> body.append("<a class=\"button\" href=\"")
                            .append(Html.escape("/oauth2/authorize?" + request.query() + "&identity_provider="
                                    + URLEncoder.encode(name, StandardCharsets.UTF_8)))
                            .append("\">Continue with ")
                            .append(Html.escape(name))
                            .append("</a>"));
        }
        body.append("<h2>Accounts to try</h2><ul class=\"note\">");
        hints.forEach(hint -> body.append("<li>").append(Html.escape(hint)).append("</li>"));
        return page(status, "Sign in", body.append("</ul>"), request);
    }

    private static Reply pretended(int status, AuthorizationRequest request, String provider, String refusal) {
        String name = Html.escape(provider);
        StringBuilder body = new StringBuilder(note("This page stands for " + name + ". No request goes there."))
                .append(refused(refusal))
                .append(form(request))
                .append("<button name=\"email\" value=\"" + PERSON + "\">Continue as " + PERSON + "</button></form>")
                .append(form(request))
                .append("<label for=\"email\">Email of somebody else</label><input id=\"email\" name=\"email\" "
                        + "type=\"email\" required autocomplete=\"username\"><button>Continue</button></form>")
                .append(form(request))
                .append("<button name=\"cancel\" value=\"true\">Cancel</button></form>");
        return page(status, "Sign in with " + provider, body, request);
    }

    private static Reply page(int status, String title, StringBuilder body, AuthorizationRequest request) {
        return Html.page(status, title, body.toString(), request.destination().formTarget());
    }

    private static String form(AuthorizationRequest request) {
        return "<form method=\"post\" action=\"/login?" + Html.escape(request.query()) + "\">";
    }

    private static String refused(String refusal) {
        return refusal.isEmpty()
                ? ""
                : "<p id=\"refusal\" class=\"error\" role=\"alert\">" + Html.escape(refusal) + "</p>";
    }

    private static String note(String html) {
        return "<p class=\"note\">" + html + "</p>";
    }
}
