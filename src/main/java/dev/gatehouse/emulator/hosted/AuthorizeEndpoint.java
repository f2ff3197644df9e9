package dev.gatehouse.emulator.hosted;

import dev.gatehouse.emulator.Call;
import dev.gatehouse.emulator.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /oauth2/authorize}, the page that it shows, {@code /login}, and {@code /logout}: what a browser visits. */
final class AuthorizeEndpoint {

    private final Accounts accounts;
    private final AuthorizationCodes codes;
    private final BrowserSessions sessions;
    private final OrderedRefusals refusals;

    AuthorizeEndpoint(Accounts accounts, AuthorizationCodes codes, BrowserSessions sessions, OrderedRefusals refusals) {
        this.accounts = accounts;
        this.codes = codes;
        this.sessions = sessions;
        this.refusals = refusals;
    }

    /** A step of a sign-in, once it is known where the browser goes in the end. */
    private interface Step {
        Reply take(AuthorizationRequest request);
    }

    Reply authorize(Call call) {
        return step(call, request -> {
            Optional<OrderedRefusals.Refusal> ordered = refusals.next();
            if (ordered.isPresent()) {
                Destination destination = request.destination();
                return redirect(destination.withError(
                        ordered.get().error(), ordered.get().withState()));
            }
            Optional<SignedIn> person =
                    sessions.find(call.header("Cookie"), accounts.now()).filter(request::isMetBy);
            if (person.isPresent()) {
                return redirect(code(request, person.get()));
            }
            if ("none".equals(request.prompt())) {
                throw OAuthError.of("login_required");
            }
            return SignInPage.of(200, request, accounts.hints(), "", "");
        });
    }

    /** The form of the page, which carries the request in its address. */
    Reply login(Call call) {
        return step(call, request -> {
            Parameters form = Parameters.of(call.body());
            String provider = request.provider().orElse(OAuthSettings.COGNITO);
            if (form.get("cancel").isPresent()) {
                throw new OAuthError(400, "access_denied", provider + " Error - 400 access_denied");
            }
            String email = form.get("email").orElse("");
            try {
                String username = OAuthSettings.COGNITO.equals(provider)
                        ? accounts.signIn(email, form.get("password").orElse(""))
                        : accounts.federate(provider, email);
                SignedIn person = new SignedIn(username, provider, accounts.now());
                return redirect(code(request, person), sessions.begin(person));
            } catch (SignInRefused refused) {
                return SignInPage.of(400, request, accounts.hints(), refused.sentence(), email);
            }
        });
    }

    private String code(AuthorizationRequest request, SignedIn person) {
        return request.destination().withCode(codes.issue(request, person, accounts.now()));
    }

    private Reply step(Call call, Step step) {
        String query = Optional.ofNullable(call.uri().getRawQuery()).orElse("");
        Destination destination;
        Parameters parameters;
        try {
            parameters = Parameters.of(query);
            destination = Destination.of(parameters, accounts);
        } catch (OAuthError nowhereToSend) {
            return page(nowhereToSend);
        }
        try {
            return step.take(AuthorizationRequest.of(parameters, destination, query));
        } catch (OAuthError refusal) {
            return redirect(destination.withError(refusal, true));
        }
    }

    /** Ends the session of the browser, and leads to a registered address or to another sign-in. */
    Reply logout(Call call) {
        try {
            Parameters parameters = Parameters.of(call.uri().getRawQuery());
            OAuthClient client = parameters
                    .get("client_id")
                    .flatMap(accounts::client)
                    .orElseThrow(() -> new OAuthError(400, "invalid_request", "The client does not exist."));
            String ended = sessions.end(call.header("Cookie"));
            Optional<String> target = parameters.get("logout_uri");
            if (target.isPresent() && client.settings().logoutUrls().contains(target.get())) {
                return redirect(target.get(), ended);
            }
            if (target.isEmpty() && parameters.get("redirect_uri").isPresent()) {
                Destination.of(parameters, accounts);
                return redirect("/oauth2/authorize?" + call.uri().getRawQuery(), ended);
            }
            throw new OAuthError(400, "invalid_request", "The logout URI is not one of the client's.");
        } catch (OAuthError refusal) {
            return page(refusal);
        }
    }

    private static Reply page(OAuthError refusal) {
        String description = Optional.ofNullable(refusal.description()).orElse("");
        return Html.page(
                400,
                "Something went wrong",
                "<p>" + Html.escape(description) + "</p><p><code>" + Html.escape(refusal.error()) + "</code></p>",
                "");
    }

    private static Reply redirect(String location) {
        return redirect(location, "");
    }

    private static Reply redirect(String location, String cookie) {
        Map<String, String> headers = new HashMap<>(Map.of("Location", location, "Cache-Control", "no-store"));
        if (!cookie.isEmpty()) {
            headers.put("Set-Cookie", cookie);
        }
        return new Reply(302, "text/plain", "", headers);
    }
}
