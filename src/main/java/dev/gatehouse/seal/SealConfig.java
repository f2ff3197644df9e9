package dev.gatehouse.seal;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The secret behind what the service hands out and takes back. */
@ConfigMapping(prefix = "gatehouse.seal")
interface SealConfig {

    /** The secret (at least 32 bytes) from which the keys are derived; the same on every replica. */
    Optional<String> secret();

    /** A file that holds the secret; wins over the secret itself. */
    Optional<Path> secretFile();
}
