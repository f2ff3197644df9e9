package dev.gatehouse.cognito;

import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The app client's secret as its file says now: Cognito takes two at a time, so that one can be replaced while the service
 * runs. The file is read for each call, which is nothing beside a call over the network; while it cannot be read, or holds
 * no secret, the last one is kept.
 */
@Singleton
class ClientSecret {
    private static final Logger LOG = Logger.getLogger(ClientSecret.class);

    private final CognitoSettings settings;
    private volatile Optional<Secret> last;
    private volatile boolean unreadable;

    ClientSecret(CognitoSettings settings) {
        this.settings = settings;
        this.last = settings.clientSecret();
    }

    /** Nothing for a public app client. */
    Optional<Secret> now() {
        Optional<Secret> read = read();
        if (read.equals(last)) {
            return last;
        }
        if (read.filter(CognitoSettings::isClientSecret).isPresent()) {
            LOG.info("the app client's secret was replaced");
            last = read;
        }
        return last;
    }

    private Optional<Secret> read() {
        try {
            Optional<Secret> read = settings.clientSecret();
            unreadable = false;
            return read;
        } catch (ConfigurationException e) {
            if (!unreadable) {
                unreadable = true;
                LOG.warnf("the last secret is kept: %s", e.getMessage());
            }
            return last;
        }
    }
}
