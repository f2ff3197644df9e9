package dev.gatehouse.cognito;

import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * The app client's secret, read from its file for each call, so that it can be rotated without a restart: Cognito accepts two
 * secrets at a time. The read costs little compared with a network call. While the file cannot be read or holds no valid
 * secret, the last secret is used, and each change of this state is logged once.
 */
@Singleton
class ClientSecret {
    private static final Logger LOG = Logger.getLogger(ClientSecret.class);

    private final CognitoSettings settings;
    private final AtomicReference<Optional<Secret>> last;
    private final AtomicReference<File> file = new AtomicReference<>(File.GOOD);

    private enum File {
        GOOD(Level.INFO, "which holds a secret again"),
        UNREADABLE(Level.WARN, "which cannot be read: the last secret is kept"),
        MALFORMED(Level.WARN, "which holds no secret: the last secret is kept");

        private final Level level;
        private final String what;

        File(Level level, String what) {
            this.level = level;
            this.what = what;
        }
    }

    ClientSecret(CognitoSettings settings) {
        this.settings = settings;
        this.last = new AtomicReference<>(settings.clientSecret());
    }

    /** The current secret; empty for a public app client. */
    Optional<Secret> current() {
        Optional<Secret> read;
        try {
            read = settings.clientSecret();
        } catch (ConfigurationException e) {
            return keep(File.UNREADABLE);
        }
        if (read.isPresent() && !CognitoSettings.isClientSecret(read.get())) {
            return keep(File.MALFORMED);
        }
        report(File.GOOD);
        if (!last.getAndSet(read).equals(read)) {
            LOG.info("the app client's secret was replaced");
        }
        return read;
    }

    private Optional<Secret> keep(File state) {
        report(state);
        return last.get();
    }

    private void report(File state) {
        if (file.get() != state && file.getAndSet(state) != state) {
            settings.clientSecretFile()
                    .ifPresent(
                            path -> LOG.logf(state.level, "COGNITO_CLIENT_SECRET_FILE names %s, %s", path, state.what));
        }
    }
}
