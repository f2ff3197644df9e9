package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.emulator.hosted.OAuthSettings;
import dev.gatehouse.emulator.hosted.OrderedRefusals;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** What tests change of the pool's domain: the OAuth settings of app clients, and the errors that browsers come back with. */
final class ControlDomain {

    private ControlDomain() {}

    static OAuthSettings settings(OAuthSettings old, JsonNode changes) {
        List<String> flows = texts(changes, "oauth_flows", old.flows());
        if (!List.of(OAuthSettings.CODE, OAuthSettings.CLIENT_CREDENTIALS).containsAll(flows) || flows.size() > 1) {
            throw new ControlApi.Mistake("oauth_flows must be code or client_credentials, not both, as at Cognito.");
        }
        return new OAuthSettings(
                flows,
                texts(changes, "oauth_scopes", old.scopes()),
                addresses(texts(changes, "callback_urls", old.callbackUrls())),
                addresses(texts(changes, "logout_urls", old.logoutUrls())),
                texts(changes, "identity_providers", old.providers()));
    }

    static void order(OrderedRefusals refusals, JsonNode body) {
        long times = ControlBody.number(body, "times", 1);
        if (times < 1) {
            throw new ControlApi.Mistake("times must be positive.");
        }
        refusals.order(
                ControlBody.text(body, "error"),
                body.path("error_description").textValue(),
                ControlBody.flag(body, "with_state", true),
                times);
    }

    private static List<String> texts(JsonNode changes, String name, List<String> old) {
        if (!changes.has(name)) {
            return old;
        }
        List<String> texts = new ArrayList<>();
        changes.path(name).forEach(value -> texts.add(value.asText()));
        if (!changes.path(name).isArray() || texts.contains("")) {
            throw new ControlApi.Mistake(name + " must be a list of texts.");
        }
        return texts;
    }

    private static List<String> addresses(List<String> urls) {
        for (String url : urls) {
            try {
                URI uri = new URI(url);
                if (uri.getScheme() == null || uri.getRawFragment() != null) {
                    throw new ControlApi.Mistake(url + " must be absolute and without a fragment.");
                }
            } catch (URISyntaxException malformed) {
                throw new ControlApi.Mistake(url + " is no address.");
            }
        }
        return urls;
    }
}
