package dev.gatehouse.emulator.hosted;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request for an authorization code that Cognito would serve. */
record AuthorizationRequest(
        Destination destination,
        String scope,
        @Nullable String nonce,
        @Nullable String challenge,
        Optional<String> provider,
        String prompt,
        String query) {

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Set<String> PROMPTS = Set.of("", "login", "select_account", "none", "consent");

    /** Throws the refusal that goes to the destination. */
    static AuthorizationRequest of(Parameters parameters, Destination destination, String query) {
        OAuthSettings settings = destination.client().settings();
        String type = parameters.required("response_type");
        if (!OAuthSettings.CODE.equals(type) || !settings.allows(OAuthSettings.CODE)) {
            throw OAuthError.of(
                    "token".equals(type) || OAuthSettings.CODE.equals(type)
                            ? "unauthorized_client"
                            : "invalid_request");
        }
        Optional<String> provider = parameters.get("identity_provider");
        String prompt = parameters.get("prompt").orElse("");
        boolean known = provider.isEmpty() || settings.providers().contains(provider.get());
        if (!known || !PROMPTS.contains(prompt)) {
            throw OAuthError.of("invalid_request");
        }
        return new AuthorizationRequest(
                destination,
                scope(parameters.get("scope").orElse(""), settings.scopes()),
                parameters.get("nonce").orElse(null),
                challenge(parameters),
                provider,
                prompt,
                query);
    }

    private static @Nullable String challenge(Parameters parameters) {
        Optional<String> method = parameters.get("code_challenge_method");
        Optional<String> challenge = parameters.get("code_challenge");
        if (method.isEmpty() && challenge.isEmpty()) {
            return null;
        }
        // Cognito knows no other method, and does not assume "plain" where none is named.
        if (!"S256".equals(method.orElse(""))
                || !CHALLENGE.matcher(challenge.orElse("")).matches()) {
            throw OAuthError.of("invalid_request");
        }
        return challenge.get();
    }

    /** The scopes to grant: those asked for, or all of the client's where none is. */
    static String scope(String asked, List<String> allowed) {
        if (asked.isBlank()) {
            return String.join(" ", allowed);
        }
        Set<String> scopes = new LinkedHashSet<>(List.of(asked.trim().split(" +")));
        boolean dependent = scopes.contains("email") || scopes.contains("phone") || scopes.contains("profile");
        if (!allowed.containsAll(scopes) || (dependent && !scopes.contains("openid"))) {
            throw OAuthError.of("invalid_scope");
        }
        return String.join(" ", scopes);
    }

    /** Whether somebody who signed in in this browser before may pass without a page. */
    boolean isMetBy(SignedIn person) {
        boolean sameProvider = provider.isEmpty() || provider.get().equals(person.provider());
        return sameProvider && (prompt.isEmpty() || "none".equals(prompt));
    }
}
