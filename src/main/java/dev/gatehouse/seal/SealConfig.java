package dev.gatehouse.seal;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The secret that protects challenge and registration tokens, and sessions in cookies. */
@ConfigMapping(prefix = "gatehouse.seal")
interface SealConfig {

    /** The secret (at least 32 bytes) from which the keys are derived; the same on every replica. Set as {@code JWT_SECRET}. */
    Optional<String> secret();

    /** A file that holds the secret. It wins over the secret itself. Set as {@code JWT_SECRET_FILE}. */
    Optional<Path> secretFile();

    /** The secret before this one: it opens what it sealed, and seals nothing. Set as {@code JWT_SECRET_PREVIOUS}. */
    Optional<String> previousSecret();

    /** A file that holds it. It wins over the secret itself. Set as {@code JWT_SECRET_PREVIOUS_FILE}. */
    Optional<Path> previousSecretFile();
}
