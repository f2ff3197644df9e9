package dev.gatehouse.guard;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The services that may introspect and revoke tokens, and what the metadata of this service says. */
@ConfigMapping(prefix = "gatehouse.oauth")
interface OauthClientConfig {

    /** The services, by client ids of your choice: letters, digits, {@code .}, {@code _} and {@code -}. */
    Map<String, Client> clients();

    /**
     * The issuers of the tokens that this service accepts, as {@code /.well-known/oauth-protected-resource} lists them (RFC
     * 9728): {@code https} addresses without query and fragment.
     */
    Optional<List<String>> authorizationServers();

    /** The scopes that this document lists. */
    Optional<List<String>> scopesSupported();

    /** One service. */
    interface Client {
        /**
         * The secret by which this service authenticates to {@code /oauth2/introspect} and {@code /oauth2/revoke}: 32 to 256
         * visible ASCII characters; the start warns of fewer.
         */
        Optional<String> secret();

        /** A file that holds this secret, read at the start. It wins over the secret itself. */
        Optional<Path> secretFile();

        /** The app clients whose tokens this service may revoke. By default it may revoke none. */
        Optional<Set<String>> mayRevoke();
    }
}
