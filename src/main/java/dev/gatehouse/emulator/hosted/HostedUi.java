package dev.gatehouse.emulator.hosted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.Call;
import dev.gatehouse.emulator.Json;
import dev.gatehouse.emulator.Reply;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The routes of the pool's domain. At Cognito it is a host of its own; here the pool's port serves it. */
public final class HostedUi {

    private static final Set<String> ROUTES = Set.of(
            "GET /oauth2/authorize",
            "GET /login",
            "POST /login",
            "POST /oauth2/token",
            "GET /oauth2/userInfo",
            "POST /oauth2/userInfo",
            "POST /oauth2/revoke",
            "GET /logout");

    private static final String BEARER = "bearer ";

    private final Accounts accounts;
    private final AuthorizationCodes codes = new AuthorizationCodes();
    private final BrowserSessions sessions = new BrowserSessions();
    private final OrderedRefusals refusals = new OrderedRefusals();
    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint tokens;

    public HostedUi(Accounts accounts) {
        this.accounts = accounts;
        authorize = new AuthorizeEndpoint(accounts, codes, sessions, refusals);
        tokens = new TokenEndpoint(accounts, codes);
    }

    /** The name of a route, such as {@code oauth2/token}, or an empty text. */
    public static String name(Call call) {
        return ROUTES.contains(call.method() + " " + call.path()) ? call.path().substring(1) : "";
    }

    /** Whether a path is an endpoint that answers in JSON, and that scripts of any origin may ask, as at Cognito. */
    public static boolean isForApplications(String path) {
        return "/oauth2/token".equals(path) || "/oauth2/userInfo".equals(path) || "/oauth2/revoke".equals(path);
    }

    /** The answer to a call of one of the routes. */
    public Reply answer(Call call) {
        try {
            return switch (call.path()) {
                case "/oauth2/authorize" -> authorize.authorize(call);
                case "/login" -> "POST".equals(call.method()) ? authorize.login(call) : authorize.authorize(call);
                case "/logout" -> authorize.logout(call);
                case "/oauth2/token" -> Reply.json(200, tokens.token(call)).with("Cache-Control", "no-store");
                case "/oauth2/revoke" -> {
                    tokens.revoke(call);
                    yield Reply.empty(200);
                }
                default -> userInfo(call);
            };
        } catch (OAuthError refusal) {
            return refused(refusal);
        }
    }

    private Reply userInfo(Call call) {
        String field = call.header("Authorization").orElse("");
        try {
            if (!field.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
                throw new OAuthError(400, "invalid_request", "Bad OAuth2 request at UserInfo Endpoint");
            }
            return Reply.json(
                    200, accounts.userInfo(field.substring(BEARER.length()).trim()));
        } catch (OAuthError refusal) {
            String challenge = "error=\"" + refusal.error() + "\", error_description=\"" + refusal.description() + "\"";
            return refused(refusal).with("WWW-Authenticate", challenge);
        }
    }

    /** A refusal as an application gets it. */
    public static Reply refused(OAuthError refusal) {
        ObjectNode body = Json.object().put("error", refusal.error());
        if (refusal.description() != null) {
            body.put("error_description", refusal.description());
        }
        return new Reply(
                refusal.status(),
                "application/json;charset=UTF-8",
                Json.text(body),
                Map.of("Cache-Control", "no-store"));
    }

    /** The errors that tests order. */
    public OrderedRefusals refusals() {
        return refusals;
    }

    /** Forgets codes, sessions and ordered errors. */
    public void reset() {
        codes.clear();
        sessions.clear();
        refusals.clear();
    }
}
