package dev.gatehouse.emulator.hosted;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a browser goes when its sign-in has ended: a registered address of a known client, and never another. */
record Destination(OAuthClient client, String redirectUri, Optional<String> state) {

    /** Throws the refusal that a page of the domain shows, because there is nowhere to send the browser to. */
    static Destination of(Parameters parameters, Accounts accounts) {
        OAuthClient client = parameters
                .get("client_id")
                .flatMap(accounts::client)
                .orElseThrow(() -> new OAuthError(400, "invalid_request", "The client does not exist."));
        String redirectUri = parameters.get("redirect_uri").orElse("");
        if (!client.settings().callbackUrls().contains(redirectUri)) {
            throw new OAuthError(400, "redirect_mismatch", "The redirect URI is not one of the client's.");
        }
        return new Destination(client, redirectUri, parameters.get("state"));
    }

    String withCode(String code) {
        return with(Map.of("code", code), true);
    }

    /** Cognito returns the state with the errors of the request, and without it some of an identity provider. */
    String withError(OAuthError refusal, boolean withState) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (refusal.description() != null) {
            parameters.put("error_description", refusal.description());
        }
        parameters.put("error", refusal.error());
        return with(parameters, withState);
    }

    private String with(Map<String, String> parameters, boolean withState) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (withState) {
            state.ifPresent(value -> all.put("state", value));
        }
        String query = all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + query;
    }

    /** What the page's policy must allow its form to lead to: browsers hold the redirect after a form to it as well. */
    String formTarget() {
        URI uri = URI.create(redirectUri);
        return uri.getHost() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
