package dev.gatehouse.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sign-in with other identity providers at the pool's domain. */
@ConfigMapping(prefix = "gatehouse.oauth")
interface OauthConfig {

    /**
     * The identity providers with which people may sign in, by their names in the pool, such as {@code Google}. {@code COGNITO}
     * is Cognito's own page. They need {@code COGNITO_DOMAIN}.
     */
    Optional<List<String>> providers();

    /**
     * The scopes that these sign-ins ask for; the app client must allow them. Without {@code aws.cognito.signin.user.admin} the
     * routes of the own account answer 403 {@code insufficient_scope}, except {@code GET /auth/me}.
     */
    @WithDefault("openid,email,aws.cognito.signin.user.admin")
    List<String> scopes();

    /**
     * The redirect URIs of API clients, to which a grant may be sent: {@code com.example.app:/signed-in} or {@code
     * https://app.example.com/signed-in}. Compared as they are written.
     */
    Optional<List<String>> redirectUris();

    /**
     * Where the browser goes after {@code GET /auth/oauth/logout}: one of the app client's logout URLs. Without it, {@code
     * gatehouse.http.public-url} with a slash.
     */
    Optional<String> logoutUri();

    /**
     * The page to which a person who cancels goes back, with {@code return_to} in its query. Without it, the built-in sign-in page,
     * or where the pages are off, a plain page with links to the providers.
     */
    Optional<String> signInPage();

    /** Advanced: how long a person may take to sign in at the provider. */
    @WithDefault("10m")
    Duration signInLifetime();
}
