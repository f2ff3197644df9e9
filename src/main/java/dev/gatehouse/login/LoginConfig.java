package dev.gatehouse.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Sign-ins of more than one step. */
@ConfigMapping(prefix = "gatehouse.login")
interface LoginConfig {

    /** The secret (at least 32 bytes) that seals challenge tokens; the same on every replica. */
    Optional<String> sealingSecret();

    /** A file that holds the sealing secret; wins over the secret itself. */
    Optional<Path> sealingSecretFile();

    /** How long a challenge token lives: not longer than the app client's AuthSessionValidity (3 to 15 minutes). */
    @WithDefault("3m")
    Duration challengeLifetime();
}
