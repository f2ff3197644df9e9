package dev.gatehouse.seal;

import java.util.Optional;

/** A part of the service that does not work with a secret of its own per process. */
public interface NeedsSecret {
    /** The setting that makes it need the configured secret, such as {@code gatehouse.pages.enabled=true}; empty if none does. */
    Optional<String> setting();
}
