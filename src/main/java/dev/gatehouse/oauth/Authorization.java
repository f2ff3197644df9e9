package dev.gatehouse.oauth;

import dev.gatehouse.cognito.CognitoDomain;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Authorization requests to the pool's domain (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1). */
@Singleton
class Authorization {
    private final CognitoDomain domain;
    private final OauthSettings settings;

    Authorization(CognitoDomain domain, OauthSettings settings) {
        this.domain = domain;
        this.settings = settings;
    }

    /** Where the browser goes to sign in. */
    URI address(SignInUnderWay signIn) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("redirect_uri", signIn.callback());
        parameters.put("scope", settings.scope());
        parameters.put("state", signIn.state().value());
        parameters.put("nonce", signIn.nonce().value());
        parameters.put("code_challenge", Pkce.challenge(signIn.verifier()));
        parameters.put("code_challenge_method", "S256");
        parameters.put("identity_provider", signIn.options().provider());
        if (signIn.options().fresh()) {
            parameters.put("prompt", "login");
        }
        return domain.authorize(parameters);
    }
}
