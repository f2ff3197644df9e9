package dev.gatehouse.identity;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A passkey of an account, as Cognito describes it.
 *
 * @param id the credential id (base64url)
 * @param name Cognito's name for it; nobody can choose it
 * @param relyingPartyId the domain that it is for
 * @param attachment {@code platform} or {@code cross-platform}, if the browser said so
 * @param transports how it can be reached, such as {@code internal} or {@code hybrid}
 * @param createdAt when it was registered (RFC 3339)
 */
@RegisterForReflection
public record Passkey(
        String id,
        String name,
        String relyingPartyId,
        Optional<String> attachment,
        List<String> transports,
        Instant createdAt) {

    @Override
    public String toString() {
        return "Passkey[hidden]";
    }
}
