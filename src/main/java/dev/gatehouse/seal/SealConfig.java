package dev.gatehouse.seal;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The secret that protects challenge and registration tokens. */
@ConfigMapping(prefix = "gatehouse.seal")
interface SealConfig {

    /** The secret (at least 32 bytes) from which the keys are derived; the same on every replica. Set as {@code JWT_SECRET}. */
    Optional<String> secret();

    /** A file that holds the secret. It wins over the secret itself. Set as {@code JWT_SECRET_FILE}. */
    Optional<Path> secretFile();
}
