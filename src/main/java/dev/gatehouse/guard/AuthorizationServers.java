package dev.gatehouse.guard;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/** Checks the issuers that the metadata of this service lists: clients compare them as they are written (RFC 8414 §3.3). */
@Singleton
class AuthorizationServers implements StartupStep {
    private static final String SETTING = "gatehouse.oauth.authorization-servers";
    /** Of this machine, as in development, where there is no TLS. */
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final List<String> issuers;

    AuthorizationServers(OauthClientConfig config) {
        this.issuers = config.authorizationServers().orElse(List.of());
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.RESOURCE_METADATA;
    }

    /** Aborts the start with one sentence if an issuer is malformed. */
    @Override
    public void run() {
        if (!issuers.stream().allMatch(AuthorizationServers::isIssuer)) {
            throw new ConfigurationException(SETTING
                    + " is malformed: it must list https addresses without query and fragment, such as"
                    + " https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_example.");
        }
    }

    /** RFC 8414 §2. */
    private static boolean isIssuer(String text) {
        try {
            URI uri = new URI(text);
            boolean isSafe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOCAL.contains(String.valueOf(uri.getHost())));
            return isSafe
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
