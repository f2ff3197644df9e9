package dev.gatehouse.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UnexpectedUpstreamResponse;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.ProfileAttributes;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Tokens;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pool's domain: the OAuth 2.0 endpoints by which people sign in with other identity providers. */
@Singleton
public class CognitoDomain {
    private static final String CLIENT_ID = "client_id";

    private final DomainAddress address;
    private final DomainCalls calls;
    private final AppClient app;
    private final ProfileAttributes listed;

    CognitoDomain(DomainAddress address, DomainCalls calls, AppClient app, ProfileAttributes listed) {
        this.address = address;
        this.calls = calls;
        this.app = app;
        this.listed = listed;
    }

    /** Whether {@code COGNITO_DOMAIN} is set; nothing else works without. */
    public boolean isKnown() {
        return address.isKnown();
    }

    /** The app client that asks, and the audience of its ID tokens. */
    public String clientId() {
        return app.id();
    }

    /** Where a browser begins an authorization (RFC 6749 §4.1.1), with these parameters besides the client and the type. */
    public URI authorize(Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(CLIENT_ID, app.id()));
        all.put("response_type", "code");
        all.putAll(parameters);
        return address.of("/oauth2/authorize", all);
    }

    /** Where a browser ends its session at the domain, and then goes on to an address that the app client allows. */
    public URI logout(String next) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(CLIENT_ID, app.id()));
        parameters.put("logout_uri", next);
        return address.of("/logout", parameters);
    }

    /**
     * Exchanges an authorization code. Cognito accepts each code once.
     *
     * @param verifier that of the challenge (PKCE, RFC 7636) with which the authorization began
     * @param redirectUri that with which it began
     * @throws IdentityException {@code GrantRefused} when the code is unknown, used or expired, or the verifier is another one
     */
    public Tokens exchange(Secret code, Secret verifier, String redirectUri) {
        JsonNode answer = calls.token(Map.of(
                "grant_type",
                "authorization_code",
                CLIENT_ID,
                app.id(),
                "code",
                code.value(),
                "code_verifier",
                verifier.value(),
                "redirect_uri",
                redirectUri));
        return new Tokens(
                new Secret(text(answer, "access_token")),
                new Secret(text(answer, "id_token")),
                Optional.of(answer.path("refresh_token").asText())
                        .filter(token -> !token.isEmpty())
                        .map(Secret::new),
                answer.path("expires_in").asInt());
    }

    /** The profile of the user whose access token this is, which needs the scope {@code openid}. */
    Profile profile(Secret accessToken) {
        JsonNode claims = calls.userInfo(accessToken);
        // Cognito writes this claim as a text.
        Map<String, String> attributes = new HashMap<>();
        listed.names().forEach(name -> Optional.ofNullable(claims.path(name).textValue())
                .ifPresent(value -> attributes.put(name, value)));
        return new Profile(
                claims.path("email").asText(),
                Boolean.parseBoolean(claims.path("email_verified").asText()),
                attributes);
    }

    private static String text(JsonNode answer, String member) {
        String text = answer.path(member).asText();
        if (text.isEmpty()) {
            throw new IdentityException(new UnexpectedUpstreamResponse());
        }
        return text;
    }
}
