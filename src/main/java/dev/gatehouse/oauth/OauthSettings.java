package dev.gatehouse.oauth;

import dev.gatehouse.cognito.CognitoDomain;
import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The settings of this package, checked at the start. */
@Singleton
class OauthSettings implements StartupStep {
    private static final Pattern PROVIDER = Pattern.compile("[^_\\p{Z}\\p{C}][^_\\p{C}]{0,30}");
    /** Schemes that a browser runs or shows in place of an application. */
    private static final Set<String> NOT_TO_BE_OPENED =
            Set.of("javascript", "data", "vbscript", "file", "blob", "about");

    private final CognitoDomain domain;
    private final List<String> providers;
    private final List<String> redirectUris;
    private final List<String> scopes;

    OauthSettings(OauthConfig config, CognitoDomain domain) {
        this.domain = domain;
        this.providers = List.copyOf(config.providers().orElse(List.of()));
        this.redirectUris = List.copyOf(config.redirectUris().orElse(List.of()));
        this.scopes = List.copyOf(config.scopes());
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.IDENTITY_PROVIDERS;
    }

    /** Aborts the start with one sentence that names the missing or malformed setting. */
    @Override
    public void run() {
        if (!providers.isEmpty() && !domain.isKnown()) {
            throw new ConfigurationException(
                    "COGNITO_DOMAIN is missing: set it, gatehouse.oauth.providers needs the pool's domain.");
        }
        if (!providers.stream().allMatch(name -> PROVIDER.matcher(name).matches())) {
            throw new ConfigurationException(
                    "gatehouse.oauth.providers is malformed: each must be a provider's name in the pool, such as"
                            + " Google.");
        }
        if (!scopes.contains("openid")) {
            throw new ConfigurationException(
                    "gatehouse.oauth.scopes is malformed: it must contain openid, without which there is no ID token.");
        }
        if (!redirectUris.stream().allMatch(OauthSettings::isRedirectUri)) {
            throw new ConfigurationException(
                    "gatehouse.oauth.redirect-uris is malformed: each must be an absolute URI without"
                            + " a fragment, such as com.example.app:/signed-in.");
        }
    }

    /** RFC 6749 §3.1.2. */
    private static boolean isRedirectUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute()
                    && uri.getRawFragment() == null
                    && !NOT_TO_BE_OPENED.contains(uri.getScheme().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    List<String> providers() {
        return providers;
    }

    boolean isRedirectUriOfAClient(String uri) {
        return redirectUris.contains(uri);
    }

    String scope() {
        return String.join(" ", scopes);
    }
}
